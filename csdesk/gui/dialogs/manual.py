"""使用手册: docs/manual.md to read beside the work, with its headings, a search, and pictures in the scheme in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent, QShortcut, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSplitter, QTextBrowser, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from csdesk import paths
from csdesk.gui.theme import Look

_DEEPEST = 3  # headings below stand in the text only
_BLOCK = Qt.ItemDataRole.UserRole


class Page(QTextBrowser):
    """The text; pictures are as wide as the page at most, and dark where there is a dark one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setOpenExternalLinks(True)
        self.setAccessibleName("手册正文")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """As Qt does; a picture is fitted to the page."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        url = self.source().resolved(QUrl(name))
        dark = url.toLocalFile().replace("-light.", "-dark.")
        chosen = dark if self._look.theme.dark and Path(dark).exists() else url.toLocalFile()
        image = QImage(chosen)
        wide = max(self.viewport().width() - 40, 200)
        fits = image.isNull() or image.width() <= wide
        return image if fits else image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)


class ManualDialog(QDialog):
    """Headings on the left, the text on the right; stays open beside the window."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self.resize(1000, 680)
        self.headings, self.page, self.wanted = QTreeWidget(), Page(look), QLineEdit()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=200)  # pictures are fitted once the edge is let go
        self._later.timeout.connect(self._read)
        self.headings.currentItemChanged.connect(self._go)
        self.wanted.returnPressed.connect(self.find_next)
        QShortcut(QKeySequence.StandardKey.Find, self, self.wanted.setFocus)
        look.changed.connect(self._read)
        self._read()

    def _lay_out(self) -> None:
        self.headings.setHeaderHidden(True)
        self.headings.setAccessibleName("目录")
        self.wanted.setPlaceholderText("在手册里找，Enter 下一处")
        self.wanted.setAccessibleName("在手册里找")
        self.wanted.setClearButtonEnabled(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.wanted)
        column.addWidget(self.headings)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([230, 770])
        QHBoxLayout(self).addWidget(split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        self._later.start()

    # -- the text -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        bar = self.page.verticalScrollBar()
        down = bar.value() / max(bar.maximum(), 1)
        was = self.headings.currentItem()
        self.page.setSource(QUrl.fromLocalFile(str(paths.manual())))
        self.page.reload()
        self._list_headings(was.text(0) if was else "")
        bar.setValue(round(down * bar.maximum()))

    def _list_headings(self, chosen: str) -> None:
        blocked = self.headings.blockSignals(True)
        self.headings.clear()
        above: QTreeWidgetItem | None = None
        for block in _blocks(self.page.document()):
            level = block.blockFormat().headingLevel()
            if level:
                _give_room(block)
            if 2 <= level <= _DEEPEST:
                item = QTreeWidgetItem([block.text()])
                item.setData(0, _BLOCK, block.blockNumber())
                if level == 2 or above is None:
                    self.headings.addTopLevelItem(item)
                    above = item
                else:
                    above.addChild(item)
        self.headings.expandAll()
        self.open_at(chosen)
        self.headings.blockSignals(blocked)

    def open_at(self, heading: str) -> None:
        """Show the part with this heading, if there is one."""
        found = self.headings.findItems(heading, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        if found:
            self.headings.setCurrentItem(found[0])

    def _go(self, heading: QTreeWidgetItem | None) -> None:
        if heading is None:
            return
        document = self.page.document()
        block = document.findBlockByNumber(heading.data(0, _BLOCK))
        self.page.setTextCursor(QTextCursor(block))
        self.page.verticalScrollBar().setValue(int(document.documentLayout().blockBoundingRect(block).top()))

    def find_next(self) -> None:
        """The next place with the text that is wanted, from the top again after the last."""
        text = self.wanted.text().strip()
        if text and not self.page.find(text):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(text)


def _give_room(heading: QTextBlock) -> None:
    form = heading.blockFormat()
    form.setTopMargin(20)
    form.setBottomMargin(6)
    QTextCursor(heading).setBlockFormat(form)


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(n) for n in range(document.blockCount())]
