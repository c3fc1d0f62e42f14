"""The shape of the project: who imports whom, how large things are, what must be documented (`structure.yaml`)."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import typer
import yaml

from oitcrawler import checklist, checks, report
from oitcrawler.cli import app

from .tree import PACKAGES, ROOT, SOURCE_ONLY, files, pyproject, shipped

FACTS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "structure.yaml").read_text("utf-8"))
CODE = [path for path in files(*PACKAGES) if path.suffix == ".py"]
ALL_CODE = [path for path in files(*PACKAGES, "scripts", "tests") if path.suffix == ".py"]
WRITTEN = [
    path for path in files(*PACKAGES, "scripts", "tests", "docs", ".ci") if path.suffix not in {".woff2", ".ttf"}
]
TOP_FILES = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith((".git", ".coverage"))]
README = (ROOT / "README.md").read_text("utf-8")
LEAVES = {f"oitcrawler.{leaf}" for leaf in PACKAGES if leaf != "oitcrawler"}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """Return the dotted name of a source file, without `.__init__`."""
    first, *rest = path.relative_to(ROOT).with_suffix("").parts
    parts = [PACKAGES.get(first, first), *rest]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in CODE}


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module that a source file imports, with full names, wherever the statement stands."""
    own = module_of(path)
    package = own if path.name == "__init__.py" else own.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*up, *([node.module] if node.module else [])])
            yield from (f"{source}.{one.name}" if f"{source}.{one.name}" in MODULES else source for one in node.names)


def unit_of(module: str) -> str:
    """Return the engine's module or folder that a dotted name belongs to, or the leaf with its full name."""
    leaf = next((one for one in LEAVES if module == one or module.startswith(f"{one}.")), None)
    return leaf or (module.split(".")[1:2] or ["oitcrawler"])[0]


def own_imports(path: Path) -> set[str]:
    return {unit_of(name) for name in imports_of(path) if name.split(".")[0] == "oitcrawler"}


ENGINE = [path for path in CODE if short(path).startswith("oitcrawler/")]
ROW = {name: number for number, row in enumerate(FACTS["layers"]) for name in row}


def test_every_module_of_the_engine_has_its_layer() -> None:
    assert {unit_of(module_of(path)) for path in ENGINE} == set(ROW)


@pytest.mark.parametrize("path", ENGINE, ids=short)
def test_the_engine_imports_only_from_layers_above(path: Path) -> None:
    own = unit_of(module_of(path))
    wrong = {name for name in own_imports(path) - {own} if name in LEAVES or ROW[name] >= ROW[own]}
    assert not wrong, f"{short(path)} is in row {ROW[own]} and must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", [path for path in CODE if short(path).startswith(tuple(FACTS["leaves"]))], ids=short)
def test_leaves_import_only_what_they_may(path: Path) -> None:
    leaf = short(path).split("/")[0]
    assert own_imports(path) <= {*FACTS["leaves"][leaf], f"oitcrawler.{leaf}"}


@pytest.mark.parametrize("path", ALL_CODE, ids=short)
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= FACTS["limits"]["file"]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FACTS["limits"]["function"], f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", ALL_CODE, ids=short)
def test_names_are_words_of_the_domain(path: Path) -> None:
    assert not {*path.stem.strip("_").split("_"), *path.parent.relative_to(ROOT).parts} & set(FACTS["vague_names"])


@pytest.mark.parametrize("path", [path for path in CODE if short(path) not in FACTS["printers"]], ids=short)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}


@pytest.mark.parametrize("path", [*WRITTEN, *TOP_FILES], ids=short)
def test_nothing_names_one_machine_or_mirror(path: Path) -> None:
    body = path.read_bytes()
    words = ["".join(pieces) for pieces in FACTS["foreign"]]
    assert [word for word in words if word.encode() in body] == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    inside = [ROOT / folder for folder in SOURCE_ONLY]
    used = {
        name.split(".")[0]
        for path in shipped()
        if path.suffix == ".py" and not any(path.is_relative_to(folder) for folder in inside)
        for name in imports_of(path)
    }
    foreign = used - set(sys.stdlib_module_names) - {"oitcrawler"} - set(FACTS["brought_by"])
    declared = {re.split(r"[<>=!~\[; ]", one)[0] for one in pyproject()["project"]["dependencies"]}
    assert foreign == {FACTS["import_names"].get(name, name) for name in declared}
    assert set(FACTS["brought_by"].values()) <= declared


def test_every_dependency_has_its_reason_in_the_guide_for_contributors() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    tables = guide.partition("## Dependencies")[2]
    written = pyproject()
    wanted = [*written["project"]["dependencies"], *written["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", one)[0] for one in wanted}
    missing = {name for name in names if not name.startswith("types-") and name not in tables}
    assert not missing


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## [{pyproject()['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the command line with its full name."""
    waiting: list[tuple[str, click.Command]] = [("oitcrawler", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, click.Group):
            waiting.extend((f"{name} {word}", one) for word, one in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize(("name", "command"), [pytest.param(*one, id=one[0]) for one in commands()])
def test_every_command_and_option_is_in_the_readme(name: str, command: click.Command) -> None:
    assert f"{name} " in README or f"{name}\n" in README
    options = [word for option in command.params for word in option.opts if word.startswith("--")]
    assert [word for word in options if not re.search(rf"{word}\b", README)] == []


@pytest.mark.parametrize("code", FACTS["exit_codes"])
def test_every_exit_code_is_in_the_readme(code: int) -> None:
    assert f"\n| {code} |" in README


@pytest.mark.parametrize("name", report.formats())
def test_every_format_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", README)


@pytest.mark.parametrize("key", checklist.available())
def test_every_list_is_in_the_readme(key: str) -> None:
    assert key in README


@pytest.mark.parametrize("readme", ["README.md", "README.th.md", "CONTRIBUTING.md"])
def test_links_between_the_documents_lead_somewhere(readme: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / readme).read_text("utf-8"))
    assert links or readme == "CONTRIBUTING.md"
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_check_has_its_cases() -> None:
    assert [name for name in checks.names() if not (ROOT / "tests" / "checks" / f"{name}.yaml").exists()] == []


@pytest.mark.parametrize("unit", sorted({unit_of(module_of(path)) for path in ENGINE} - {"oitcrawler"}))
def test_every_part_of_the_engine_has_its_tests(unit: str) -> None:
    places = [f"test_{unit}.py", unit, FACTS["tested_in"].get(unit, f"test_{unit}.py")]
    assert any((ROOT / "tests" / place).exists() for place in places)


def test_generated_pages_are_current() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "write_docs.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
