"""The sealed file: what is not exactly what was signed is refused, by its words, before it is opened."""

import time

import pytest
import zstandard

from csdesk.sync import container, keys, limits
from csdesk.sync.container import Envelope
from csdesk.sync.failures import Altered, CutShort, ForSomebodyElse, NewerVersion, NotAPack, PackRefused, TooLarge


def test_an_honest_file_comes_out_as_it_went_in(office, honest):
    envelope = office.opened(office.pack(honest))
    assert list(envelope.lines())[1:] == [head + b"\t" + body for head, body in honest]
    assert list(envelope.lines())[1:] == [head + b"\t" + body for head, body in honest]


def test_a_large_file_is_opened_on_the_disk_and_read_as_often_as_one_likes(office, honest, monkeypatch):
    monkeypatch.setattr(container, "_IN_MEMORY", 10)
    lines = office.opened(office.pack(honest)).lines()  # whoever reads holds the file
    assert list(lines)[1:] == [head + b"\t" + body for head, body in honest]
    envelope = office.opened(office.pack(honest))
    assert list(envelope.lines()) == list(envelope.lines())


def test_a_file_cut_short_anywhere_is_refused(office, honest):
    path = office.pack(honest)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(CutShort, match="文件不完整"):
            office.opened(path)


def test_a_file_altered_anywhere_is_refused(office, honest):
    path = office.pack(honest)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        with pytest.raises(PackRefused):
            office.opened(path)


def test_a_file_with_something_behind_it_is_refused(office, honest):
    path = office.pack(honest)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(Altered, match=r"损坏或被改动过.*请让对方重新发送"):
        office.opened(path)


def test_some_other_file_is_named_as_such(office):
    path = office.folder / "x.csdesk"
    path.write_bytes(b"PK\3\4" + bytes(200))
    with pytest.raises(NotAPack, match="这不是 csdesk 的同步文件"):
        Envelope(path)


def test_a_file_sealed_for_another_cannot_be_opened(office, honest):
    path = office.write([b"{}"], recipients=[keys.make("0" * 16).seal_pub])
    with pytest.raises(ForSomebodyElse, match="不是发给本机的"):
        office.opened(path)


def test_a_file_of_a_newer_form_says_which_program_it_wants(office):
    path = office.write([b"{}"], header=office.header(fmt=9, min=9, app="3.2"))
    with pytest.raises(NewerVersion, match=r"升级本机程序（≥ 3\.2）"):
        Envelope(path)


def test_a_file_of_a_newer_form_that_old_readers_can_read_is_read(office):
    assert Envelope(office.write([b"{}"], header=office.header(fmt=1, min=1, app="3.2"))).header.app == "3.2"


@pytest.mark.parametrize("line", [b"0" * 16, b"\n"], ids=["zeros", "newlines"])
def test_a_bomb_is_refused_quickly(office, line, monkeypatch):
    monkeypatch.setattr(container, "_compressed", lambda lines: iter([zstandard.ZstdCompressor(level=19).compress(line * (1 << 24))]))
    path = office.write([])
    start = time.perf_counter()
    with pytest.raises(TooLarge, match="可能是恶意文件"):
        for _ in office.opened(path).lines():
            pass
    assert time.perf_counter() - start < 1


def test_a_frame_that_wants_a_huge_window_is_refused(office, monkeypatch):
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    monkeypatch.setattr(
        container, "_compressed", lambda lines: iter([zstandard.ZstdCompressor(compression_params=parameters).compress(bytes(1 << 24))])
    )
    with pytest.raises(TooLarge):
        list(office.opened(office.write([])).lines())


def test_what_is_no_frame_is_refused(office, monkeypatch):
    monkeypatch.setattr(container, "_compressed", lambda lines: iter([b"no frame"]))
    with pytest.raises(Altered):
        list(office.opened(office.write([])).lines())


def test_a_header_of_absurd_length_is_not_read(office, honest):
    path = office.pack(honest)
    raw = bytearray(path.read_bytes())
    raw[8:12] = (limits.HEADER + 1).to_bytes(4, "little")
    path.write_bytes(raw)
    with pytest.raises(Altered):
        Envelope(path)
