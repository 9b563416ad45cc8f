"""What the arguments of the program ask for."""

import sys

import pytest

from csdesk import __main__, paths


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], None),
        (["张三.csdb"], "张三.csdb"),
        (["open", "张三.csdb"], "张三.csdb"),
        (["open", "postgresql://h/总部"], "postgresql://h/总部"),
    ],
)
def test_a_file_is_opened_in_the_window(arguments, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "argv", ["csdesk", *arguments])
    monkeypatch.setattr(__main__, "_window", lambda place, *, smoke: asked.append((place, smoke)) or 0)
    assert __main__.main() == 0
    assert asked == [(paths.place(opened) if opened else None, False)]


def test_anything_else_is_a_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["csdesk", "nonsense"])
    assert __main__.main() == 2
    assert "nonsense" in capsys.readouterr().err
