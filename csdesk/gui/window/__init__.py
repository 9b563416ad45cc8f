"""The main window: tabs, menus, status bar, and nothing else."""

from csdesk.gui.window.main import MainWindow

__all__ = ["MainWindow"]
