"""One palette for light and dark, legible in both; frames as they were drawn; Chinese standard buttons."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from csdesk.gui import theme

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "band"),
    ("muted", "surface"),
    ("muted", "window"),
    ("muted", "raised"),
    ("chosen_text", "chosen"),
    ("accent_text", "accent"),
    ("accent", "surface"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("calm", "calm_soft"),
    ("info", "info_soft"),
    ("text", "bad_soft"),
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(scheme, front, back):
    colours = theme.load(scheme).colours
    dark, light = sorted((luminance(colours[front]), luminance(colours[back])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_names_only_colours_that_exist(scheme, qapp):
    assert "@" not in theme.stylesheet(theme.load(scheme))


def test_a_chosen_scheme_is_kept(look):
    look.choose("dark")
    assert look.theme.dark
    look.choose("light")
    assert not look.theme.dark


def test_standard_buttons_speak_chinese(look):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_forms_are_those_that_were_drawn(tmp_path):
    told = importlib.util.spec_from_file_location("compile", ROOT / "ui" / "compile.py")
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    fresh = {path.name: path.read_text(encoding="utf-8") for path in module.compile_forms(tmp_path)}
    kept = {path.name: path.read_text(encoding="utf-8") for path in module.FORMS.glob("*.py") if path.name != "__init__.py"}
    assert fresh == kept
