"""A paper that can be printed: its format, and its pages as things that draw themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from csdesk.errors import Refused
from csdesk.gui.paper.sheet import Format, Sheet

_PDF_DPI = 300

Page = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed at once. title: what it is called (派车单). name: of its file. told: how much it is (3 张派车单).

    lay_out: its pages for a sheet, each drawing itself when it is called. turns: a person may hold it the other way.
    """

    title: str
    name: str
    told: str
    format: Format
    lay_out: Callable[[Sheet], Sequence[Page]]
    turns: bool = False

    def turned(self, across: bool) -> Paper:
        """The same paper, held this way."""
        return self if across == self.format.across else replace(self, format=self.format.turned())


def paint(device: QPagedPaintDevice, paper: Paper, family: str, first: int = 1, last: int = 0) -> int:
    """Draw the pages first..last (0: to the end); how many the paper has. The device is set to its format before."""
    painter = QPainter(device)
    pages = paper.lay_out(Sheet(painter, paper.format, family))
    for number, draw in enumerate(pages[first - 1 : last or None]):
        if number:
            device.newPage()
        draw()
    painter.end()
    return len(pages)


def write_pdf(path: Path, paper: Paper, family: str) -> int:
    """A paper as a PDF file; how many pages. Raises Refused when the file cannot be written."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise Refused(f"不能写入 {path.name}：文件正被打开或文件夹不可写，请换个名字再存") from error
    writer = QPdfWriter(str(path))
    writer.setResolution(_PDF_DPI)
    writer.setTitle(paper.name)
    writer.setCreator("csdesk")
    paper.format.put_on(writer)
    return paint(writer, paper, family)
