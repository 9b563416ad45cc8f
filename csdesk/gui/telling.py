"""Telling a person what came of it, on the page where it was asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from csdesk.errors import CsdeskError


def sentence_of(error: BaseException) -> str:
    """What to tell about an error. Raises what is no refusal but a bug."""
    if not isinstance(error, CsdeskError):
        raise error
    return str(error)


def tell(label: QLabel, sentence: str, *, wrong: bool = False) -> None:
    """Show a sentence, in the colour of errors where something is wrong; no label for no sentence."""
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may name what a stranger wrote
    label.setText(sentence)
    label.setProperty("role", "wrong" if wrong else "strong")
    label.style().unpolish(label)
    label.style().polish(label)
    label.setVisible(bool(sentence))
