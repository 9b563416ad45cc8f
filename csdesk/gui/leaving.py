"""Before something closes: what cannot be saved is told, and given up only on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, where: str, give_up: Callable[[], Any]) -> None:
    """Ask whether unfinished records may be lost; `give_up` when they may."""
    ask_give_up(parent, f"“{where}”里还有没填完或填错的记录，关闭后就没有了", give_up, "放弃并关闭")


def ask_give_up(parent: QWidget, text: str, give_up: Callable[[], Any], word: str = "放弃") -> None:
    """Ask whether what was typed may be lost; `give_up` when it may. text: what would be lost. word: on the button that loses it."""
    box = QMessageBox(QMessageBox.Icon.Warning, "还没保存", text, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    stay = box.addButton("回去填完", QMessageBox.ButtonRole.RejectRole)
    box.addButton(word, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda: give_up())
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.open()
