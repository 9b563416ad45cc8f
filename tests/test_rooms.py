"""The house keeps its shape: who imports whom, what loads when, and how large a thing may grow."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
WRITTEN_BY_TOOLS = ("csdesk/gui/forms/", "csdesk/store/migrations/versions/")
OURS = {
    name: path
    for path in sorted([*ROOT.glob("csdesk/**/*.py"), *ROOT.glob("benchmarks/*.py"), ROOT / "dev.py"])
    if not (name := path.relative_to(ROOT).as_posix()).startswith(WRITTEN_BY_TOOLS)
}
#: Each costs more at start than an empty window; they load when they are first used.
HEAVY = {"alembic", "cryptography", "matplotlib", "msgspec", "openpyxl", "psycopg", "pypinyin", "pyvrp", "sqlalchemy"}
STARTS = ("csdesk.app", "csdesk.gui.window")

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_CLASS = 300
METHODS_OF_A_CLASS = 25


def nodes(*kinds):
    """Every definition of these kinds in our sources, with the place it stands at."""
    for name, path in OURS.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kinds):
                yield f"{name}:{node.lineno} {node.name}", node


def lines_of(node):
    return node.end_lineno - node.lineno + 1


def test_imports_go_downward_only(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    code = lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("module", STARTS)
def test_nothing_heavy_is_imported_at_start(module):
    look = f"import {module}, json, sys; print(json.dumps([name for name in sys.modules if '.' not in name]))"
    said = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert HEAVY & set(json.loads(said)) == set()


def test_every_module_says_what_it_is_for():
    silent = [name for name, path in OURS.items() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_no_file_is_too_long():
    assert [name for name, path in OURS.items() if len(path.read_text(encoding="utf-8").splitlines()) > LINES_OF_A_FILE] == []


def test_no_function_is_too_long():
    functions = nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    assert [place for place, node in functions if lines_of(node) > LINES_OF_A_FUNCTION] == []


def test_no_class_is_two():
    classes = list(nodes(ast.ClassDef))
    methods = {place: sum(isinstance(part, ast.FunctionDef) for part in node.body) for place, node in classes}
    assert [place for place, node in classes if lines_of(node) > LINES_OF_A_CLASS or methods[place] > METHODS_OF_A_CLASS] == []
