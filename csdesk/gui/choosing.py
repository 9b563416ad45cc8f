"""Asking for a file or a line of text: every such dialog speaks Chinese, and files are looked for in the program's own folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from csdesk import paths

Then = Callable[[str], Any]

DATA_FILES, BOOKS = "csdesk 数据文件 (*.csdb)", "Excel 工作簿 (*.xlsx)"


def open_file(parent: QWidget, title: str, kinds: str, then: Then, *, place: Path | None = None) -> None:
    """Ask for a file that is there, then do something with its path. place: where to look first."""
    dialog = _dialog(parent, title, place or start(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(then)
    dialog.open()


def open_files(parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], Any]) -> None:
    """Ask for one or more files."""
    dialog = _dialog(parent, title, start(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def save_file(parent: QWidget, title: str, name: str, kinds: str, then: Then) -> None:
    """Ask where to write a file. name: what is proposed, a bare name or a whole path."""
    dialog = _dialog(parent, title, start() / name, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_ending(kinds))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_ending(kind)))
    dialog.fileSelected.connect(then)
    dialog.open()


def folder(parent: QWidget, title: str, then: Then) -> None:
    """Ask for a folder."""
    dialog = _dialog(parent, title, start(), "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(then)
    dialog.open()


def text(
    parent: QWidget, title: str, what: str, word: str, then: Then, *, begins: str = "", no: str = "取消", secret: bool = False
) -> None:
    """Ask for a line of text.

    what: the question. word, no: what stands on the buttons. begins: the text that is proposed. secret: it is not shown.
    """
    ask = QInputDialog(parent)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.setWindowTitle(title)
    ask.setLabelText(what)
    ask.setTextValue(begins)
    ask.setOkButtonText(word)
    ask.setCancelButtonText(no)
    if secret:
        ask.setTextEchoMode(QLineEdit.EchoMode.Password)
    ask.textValueSelected.connect(then)
    ask.open()


def start() -> Path:
    """The folder in which people look first: that of the working files, or their own before there is one."""
    return paths.home() if paths.home().is_dir() else Path.home()


def _ending(kinds: str) -> str:
    found = re.search(r"\*\.(\w+)", kinds)
    return found[1] if found else ""


def _dialog(parent: QWidget, title: str, place: Path, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(place), kinds)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "查找范围：")  # Qt's Chinese has older words than its dialog
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型：")
    return dialog
