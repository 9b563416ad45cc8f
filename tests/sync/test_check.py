"""A file whose sender signed it may still be wrong: each stream is judged by its author's certificate and what is held here."""

from collections import Counter

import pytest

from csdesk.domain import lines
from csdesk.sync import check, manifest
from csdesk.sync.failures import Forbidden, Fork, Gap, Malformed, Unsigned
from csdesk.sync.manifest import text

from .conftest import Person, World, chains_of, change


def verdict(office, runs, here=None, **other):
    (found,) = office.checked(office.pack(runs, **other), here).verdicts
    return found


def test_what_is_new_is_counted_by_table(office, honest):
    found = verdict(office, [*honest, change(3, {"x": 1}, tbl="of_a_newer_version")])
    assert (found.failure, found.new, found.duplicate) == (None, 3, 0)
    assert found.tables == Counter(client=2, of_a_newer_version=1)


def test_what_is_held_already_is_not_new(office, honest):
    here = World(office.sender, office.manager, chains={office.stream: chains_of(honest[:1])})
    found = verdict(office, honest, here)
    assert (found.failure, found.new, found.duplicate) == (None, 1, 1)
    envelope = office.opened(office.pack(honest))
    checked = check.examine(envelope.lines(), envelope.header, here)
    taken = [line.seq for _, run in check.new_lines(envelope.lines(), envelope.header, checked) for line in run]
    assert taken == [2]


def test_missing_changes_are_named(office, honest):
    later = [change(501, {"tier": "A"})]
    found = verdict(office, later, frm=501, prev=bytes(32))
    assert isinstance(found.failure, Gap)
    assert str(found.failure) == "张三的文件缺第 1–500 条，请他重新发送"


@pytest.mark.parametrize("other", [change(1, {"short_name": "乙"}), change(1, {"short_name": "甲"}, hlc=99 << 16)])
def test_another_change_of_the_same_number_is_a_fork(office, honest, other):
    here = World(office.sender, office.manager, chains={office.stream: chains_of([other])})
    assert isinstance(verdict(office, honest, here).failure, Fork)
    assert isinstance(verdict(office, honest[1:], here, frm=2, prev=chains_of(honest)[1]).failure, Fork)


def test_a_foreign_book_is_forbidden(office, honest):
    found = verdict(office, honest, stream=f"{office.sender.site}.aa/NB-9999")
    assert isinstance(found.failure, Forbidden)
    assert "张三的岗位不能修改客户簿 NB-9999" in str(found.failure)


def test_a_specialist_may_not_hold_files_or_move_clients(office):
    hold = change(1, {"stream": "x"}, tbl="hold")
    moved = change(1, {"owner_id": "f" * 32}, base=("x:1",))
    assert "退回记录" in str(verdict(office, [hold]).failure)
    assert "客户档案的负责专员" in str(verdict(office, [moved]).failure)
    assert verdict(office, [change(1, {"owner_id": "f" * 32})]).failure is None


def test_a_stream_of_somebody_without_certificate_is_set_aside_alone(office, honest):
    stranger = Person("外人", "specialist", ("NB-1234",))
    foreign = office.section(honest, stream=f"{stranger.site}.aa/NB-1234", own=stranger.own)
    own = office.section(honest)
    path = office.write(text(office.manifest(own, foreign), [*honest, *honest]))
    good, bad = office.checked(path).verdicts
    assert (good.failure, good.new) == (None, 2)
    assert isinstance(bad.failure, Forbidden)


def test_a_forwarded_stream_needs_its_authors_signature(office, honest):
    colleague = Person("李四", "specialist", ("NB-1234",), issuer=office.manager)
    forged = office.section(honest, stream=f"{colleague.site}.aa/NB-1234")
    path = office.write(text(office.manifest(forged, certs=(colleague.chain,)), honest))
    (found,) = office.checked(path).verdicts
    assert isinstance(found.failure, Unsigned)

    signed = office.section(honest, stream=f"{colleague.site}.aa/NB-1234", own=colleague.own)
    path = office.write(text(office.manifest(signed, certs=(colleague.chain,)), honest))
    checked = office.checked(path)
    assert checked.verdicts[0].failure is None
    assert list(checked.learned) == [colleague.site]


def test_a_blanked_body_keeps_the_chain(office, honest):
    blanked = [(honest[0][0], b""), honest[1]]
    assert verdict(office, blanked).failure is None


DEEP = b'{"x":' * 60 + b"1" + b"}" * 60
BAD = {
    "a float": change(1, {"x": 1.5}),
    "a zero character": change(1, {"x": "a\0b"}),
    "a lone surrogate": change(1, b'{"x":"\\ud800"}'),
    "an integer that JSON readers lose": change(1, {"x": 2**60}),
    "deep nesting": change(1, DEEP),
    "very deep nesting": change(1, b'{"x":' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    "a text too long": change(1, {"x": "x" * 40_000}),
    "too many fields": change(1, {f"f{n}": 1 for n in range(101)}),
    "a line too long": change(1, b'{"x":"' + b"x" * 300_000 + b'"}'),
    "no object": change(1, b"[1]"),
    "no JSON": change(1, b"{"),
    "not UTF-8": change(1, b'{"x":"\xff"}'),
    "too many bases": change(1, {"x": 1}, base=tuple(f"s:{n}" for n in range(65))),
    "a table's name": change(1, {"x": 1}, tbl='client"; DROP TABLE change'),
    "a row's id": change(1, {"x": 1}, row="../x"),
    "a wrong number": change(2, {"x": 1}),
    "another body": (change(1, {"x": 1})[0], lines.encode({"x": 2})),
    "a head that is none": (b"[1,2,3]", b"{}"),
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_signed_file_with_a_senseless_line_is_refused_whole(office, line):
    with pytest.raises(Malformed, match="不符合格式"):
        verdict(office, [line])


@pytest.mark.parametrize("runs", [[0], [1, 0], [0, 0], [0, 1, 1]], ids=["dropped", "swapped", "twice", "one more"])
def test_lines_dropped_swapped_or_repeated_are_refused(office, honest, runs):
    section = office.section(honest)
    path = office.write(text(office.manifest(section), [honest[n] for n in runs]))
    with pytest.raises(Malformed):
        office.checked(path)


@pytest.mark.parametrize("told", [{"to": "0" * 16}, {"sender": "0" * 16}, {"pack": "q"}])
def test_a_manifest_that_does_not_belong_to_its_header_is_refused(office, honest, told):
    path = office.write(text(office.manifest(office.section(honest), **told), honest))
    with pytest.raises(Malformed, match="清单与文件头不一致"):
        office.checked(path)


def test_an_empty_text_is_refused(office):
    with pytest.raises(Malformed):
        office.checked(office.write([]))


def test_a_section_is_named_in_one_way(office):
    with pytest.raises(Malformed):
        _ = manifest.section("../x", 1, 1, b"", b"", b"", None).parts
