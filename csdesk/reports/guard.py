"""What is looked at before a workbook is opened: bombs, macros, passwords and giant sheets stay outside."""

from __future__ import annotations

import errno
import re
import zipfile
import zlib
from pathlib import Path

from csdesk.errors import Refused

MAX_FILE = 100 * 2**20  # bytes on the disk
MAX_ENTRIES = 200
MAX_TOTAL = 300 * 2**20  # bytes unpacked
MAX_RATIO = 100
#: Below this many unpacked bytes a high ratio is only a repetitive sheet.
HARMLESS = 10 * 2**20
#: The reader lays a sheet out as a rectangle, so its area is memory: 300,000 x 104 cells or 50,000 x 520 at most.
MAX_ROWS, MAX_COLUMNS = 299_999, 520

_CHUNK = 2**20
_OVERLAP = 64
#: Any white space and either quote may stand around a cell's address; one spelling is four times as fast to search.
_ONE_SPELLING = bytes.maketrans(b"\t\r\n'", b'   "')
_REF = b' r="'
_TOO_TALL = re.compile(_REF + rb"(?:[3-9]\d{5}|\d{7,})")
_TOO_WIDE = re.compile(_REF + rb"(?:[T-Z][A-Z]|[A-Z]{3,})\d")
_TALL = re.compile(_REF + rb"(?:[5-9]\d{4}|\d{6,})")
_WIDE = re.compile(_REF + rb"(?:[D-Z][A-Z]|[A-Z]{3,})\d")


def check_zip(path: Path) -> None:
    """Refuse an `.xlsx` that is no workbook, unpacks to too much, carries macros or spans too many cells."""
    try:
        with zipfile.ZipFile(path) as book:
            _check_entries(path, book)
            _check_claims(path, book)
            total = 0
            for info in book.infolist():
                total += _checked_size(path, book, info, total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Refused(_torn(path)) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a part that claims to begin before the file
            raise
        raise Refused(_torn(path)) from None


def _torn(path: Path) -> str:
    return f"{path.name} 不是完好的 Excel 文件，可能没有下载完整，请重新取得后再导入"


def _check_entries(path: Path, book: zipfile.ZipFile) -> None:
    names = [info.filename for info in book.infolist()]
    if len(names) > MAX_ENTRIES:
        raise Refused(
            f"{path.name} 内部有 {len(names)} 个部件（最多 {MAX_ENTRIES} 个），不像正常的台账，没有打开；请另存为只含台账的新文件"
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        refuse_macros(path)
    if "xl/workbook.xml" not in names:
        raise Refused(f"{path.name} 不是 Excel 文件（.xlsx、.xls 或 .csv），请核对后再导入")


def refuse_macros(path: Path) -> None:
    """Say that a workbook with macros stays outside, and how to mend it. Always raises Refused."""
    raise Refused(f"{path.name} 含有宏，为安全起见不打开；请在 Excel 中另存为“Excel 工作簿 (.xlsx)”后再导入")


def _check_claims(path: Path, book: zipfile.ZipFile) -> None:
    """What says itself that it is too large need not be unpacked to see it."""
    _refuse_bombs(path, sum(info.file_size for info in book.infolist()))


def _refuse_bombs(path: Path, unpacked: int) -> None:
    packed = max(path.stat().st_size, 1)
    if unpacked > MAX_TOTAL or (unpacked > HARMLESS and unpacked / packed > MAX_RATIO):
        raise Refused(f"{path.name} 解压后过大（疑似压缩炸弹），没有打开；请向提供文件的人核实，或另存为新文件再导入")


def _checked_size(path: Path, book: zipfile.ZipFile, info: zipfile.ZipInfo, before: int) -> int:
    """How many bytes one part really unpacks to. What it claims is not believed."""
    info.file_size = MAX_TOTAL + 1
    size = 0
    extent = _Extent() if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml") else None
    with book.open(info) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            _refuse_bombs(path, before + size)
            if extent and extent.grows_too_large(chunk):
                raise Refused(too_large(path))
    return size


def too_large(path: Path) -> str:
    """The sentence for a sheet that spans more than a ledger can."""
    return f"{path.name} 中有工作表超过 {MAX_COLUMNS} 列或 {MAX_ROWS} 行，不像台账；请删除多余的空行空列、另存后再导入"


class _Extent:
    """Whether the cells of a sheet span too large a rectangle, found while its text streams by."""

    def __init__(self) -> None:
        self._tail = b""
        self._tall = self._wide = False

    def grows_too_large(self, chunk: bytes) -> bool:
        text = self._tail + chunk.translate(_ONE_SPELLING)
        self._tail = text[-_OVERLAP:]
        if _REF not in text:
            return False
        self._tall = self._tall or _TALL.search(text) is not None
        self._wide = self._wide or _WIDE.search(text) is not None
        return (self._tall and self._wide) or any(p.search(text) for p in (_TOO_TALL, _TOO_WIDE))
