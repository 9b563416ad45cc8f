"""Every limit of a line and a manifest at its edge: the last that is taken, the first that is not."""

import pytest
from sync.conftest import change

from csdesk.sync import limits, manifest
from csdesk.sync.failures import Malformed

EDGES = {
    "fields": (limits.FIELDS, lambda n: change(1, {f"f{i}": 1 for i in range(n)})),
    "text": (limits.TEXT, lambda n: change(1, {"x": "字" * n})),
    "whole numbers": (limits.WHOLE, lambda n: change(1, {"x": -n})),
    "base": (limits.BASE, lambda n: change(1, {"x": 1}, base=[f"a:{i}" for i in range(n)])),
    "nesting": (limits.NESTING, lambda n: change(1, {"x": nested(n)})),
    "line": (limits.LINE, lambda n: filled(n)),
    "items of a list": (limits.FIELDS, lambda n: change(1, {"x": [1] * n})),
}


def nested(depth):
    value = 1
    for _ in range(depth - 1):
        value = [value]
    return value


def filled(size):
    """A line of exactly so many bytes, in texts of allowed length."""
    body = {f"f{i}": "x" * limits.TEXT for i in range(size // limits.TEXT)}
    head, raw = change(1, {**body, "rest": ""})
    return change(1, {**body, "rest": "x" * (size - len(head) - len(raw) - 1)})


@pytest.mark.parametrize("name", EDGES)
def test_a_line_at_its_limit_is_taken_and_beyond_it_refused(office, name):
    most, line = EDGES[name]
    assert office.checked(office.pack([line(most)])).verdicts[0].new == 1
    with pytest.raises(Malformed):
        office.checked(office.pack([line(most + 1)]))


@pytest.mark.parametrize("many", ["STREAMS", "CHANGES"])
def test_more_than_a_file_may_hold_is_refused(office, honest, monkeypatch, many):
    pack = office.pack(honest)
    monkeypatch.setattr(limits, many, 0 if many == "STREAMS" else 2)
    if many == "CHANGES":
        assert office.checked(pack).verdicts[0].new == 2
        monkeypatch.setattr(limits, many, 1)
    with pytest.raises(Malformed):
        office.checked(pack)


def test_hex_is_lower_case(office, honest):
    head, body = honest[0]
    assert b'"client"' in head
    upper = head.replace(b"0" * 32, b"A" * 32)
    with pytest.raises(Malformed):
        office.checked(office.pack([(upper, body)]))
    section = office.section(honest)
    for name in ("chain", "sig"):
        wrong = manifest.Section(**{**{f: getattr(section, f) for f in section.__struct_fields__}, name: getattr(section, name).upper()})
        with pytest.raises(Malformed):
            office.checked(office.write(manifest.text(office.manifest(wrong), honest)))
