"""Dialogs: opened, never executed; what they found out comes by a signal."""
