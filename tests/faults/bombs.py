"""F16: small files that unpack into more than a PC holds, from a certified sender or as workbooks: refused at once."""

from __future__ import annotations

import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard
from properties.adversary import hacked

from csdesk.errors import Refused
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.reports.sheets import open_book
from csdesk.sync import container
from faults.forged import Target
from faults.outcome import Outcome
from faults.scene import in_a_process, own_folder

SECONDS, MIB = 1.0, 1 << 20
MEMORY = 100 * MIB


def frame(target: Target, packed: bytes) -> bytes:
    """A sync file of the sender's in which this stands where the packed text should."""
    with hacked(container, "_compressed", lambda lines: iter([packed])):
        return target.sealed(b"")


def packed(part: bytes, times: int, window_log: int = 0) -> bytes:
    """`part` so many times as a zstd frame."""
    more = {"window_log": window_log} if window_log else {}
    packer = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters.from_level(9, **more)).compressobj()
    return b"".join(packer.compress(part) for _ in range(times)) + packer.flush()


def packs(target: Target, gib: float) -> Iterator[tuple[str, bytes]]:
    """Sync files, each by its name."""
    times = int(gib * 1024)
    manifest, *lines = target.text().split(b"\n")[:-1]
    first = lines[0].partition(b"\t")[0]
    yield "zeros", frame(target, packed(bytes(MIB), times))
    yield "newlines", frame(target, packed(b"\n" * MIB, times))
    yield "a window of 128 MiB", frame(target, packed(bytes(MIB), 130, window_log=27))
    yield "an endless first line", target.sealed(b"x" * 20 * MIB)
    yield "a million streams", target.sealed(manifest.replace(b'"streams":[', b'"streams":[' + b"{}," * 1_000_000))
    yield "deep nesting", target.sealed(manifest + b"\n" + first + b'\t{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n")
    yield "deep nesting in the first line", target.sealed(b"[" * 1_000_000)
    yield "a line of 300 KB", target.sealed(manifest + b"\n" + first + b'\t{"x":"' + b"x" * 300_000 + b'"}\n')
    yield "a header of 4 GiB", target.signed(target.whole[:8] + b"\xff" * 4 + target.whole[12:])


HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
TAIL = "</sheetData></worksheet>"


def books(folder: Path, gib: float) -> Iterator[tuple[str, Path]]:
    """Workbooks, each by its name."""
    row = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
    yield "a sheet of blanks", _book(folder / "1.xlsx", [b" " * MIB] * int(gib * 512))
    yield "a billion laughs", _book(folder / "2.xlsx", [(LAUGHS + HEAD + row + TAIL).encode()])
    yield "a million columns", _book(folder / "3.xlsx", [(HEAD + '<row r="1"><c r="BDWGN1"><v>1</v></c></row>' + TAIL).encode()])
    yield "a million rows", _book(folder / "4.xlsx", [(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL).encode()])
    yield "ten thousand parts", _book(folder / "5.xlsx", [(HEAD + TAIL).encode()], parts=10_000)
    (folder / "6.csv").write_text("x," * 5_000_000, encoding="ascii")
    yield "a line of ten million bytes", folder / "6.csv"


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/{{}}" Target="{{}}"/></Relationships>'
)
_WORKBOOK = (
    f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def _book(path: Path, sheet: list[bytes], parts: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _RELATIONS.format("officeDocument", "xl/workbook.xml"))
        book.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        book.writestr("xl/workbook.xml", _WORKBOOK)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for part in sheet:
                out.write(part)
        for n in range(parts):
            book.writestr(f"xl/media/{n}", b"")
    return path


# -- how it goes ----------------------------------------------------------------------------------------------------


def run(gib: float) -> Outcome:
    """Every bomb once; sync files unpack into so many GiB."""
    outcome = Outcome()
    with own_folder() as folder:
        target = Target(folder)
        target.db.close()
        for name, content in packs(target, gib):
            path = folder / "bomb.csdesk"
            path.write_bytes(content)
            _try(name, lambda path=path: _merge(target, path), outcome)
        for name, book in books(folder, gib):
            _try(name, lambda book=book: _read(book), outcome)
    return outcome


def _merge(target: Target, path: Path) -> str:
    with files.open_file(target.file) as db:
        [report] = exchange.merge(db, [path])
    return "" if report.new else report.reason


def _read(book: Path) -> str:
    try:
        longest = max((len(str(cell)) for sheet in open_book(book) for row in sheet.rows for cell in row), default=0)
    except Refused as refused:
        return str(refused)
    return "" if longest > 1000 else "read without what it would expand to"


def _try(name: str, act: Callable[[], str], outcome: Outcome) -> None:
    def measured(tell: Callable[[str], None]) -> None:
        before, began = _peak(), time.process_time()
        said = act()
        tell(said)
        tell(f"{time.process_time() - began:.3f}")
        tell(str(_peak() - before))

    told = in_a_process(measured)
    if len(told) < 3:
        outcome.bad.append(f"{name}: the program died")
        return
    said, seconds, memory = told[0], float(told[1]), int(told[2])
    outcome.saw("refused" if said else "TAKEN")
    outcome.found["slowest in ms"] = max(outcome.found["slowest in ms"], round(1000 * seconds))
    outcome.found["most memory in MiB"] = max(outcome.found["most memory in MiB"], memory // MIB)
    if not said or seconds > SECONDS or memory > MEMORY:
        outcome.bad.append(f"{name}: {said or 'taken'} ({seconds:.2f} s, {memory // MIB} MiB)")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
