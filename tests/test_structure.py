"""The shape of the project: who imports whom, how large things are, what is declared (facts in `structure.yaml`)."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from .tree import PACKAGES, ROOT, SOURCE_ONLY, files, pyproject, shipped

FACTS: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "structure.yaml").read_text("utf-8"))
CODE = [path for path in files(*PACKAGES) if path.suffix == ".py"]
ALL_CODE = [path for path in files(*PACKAGES, "scripts", "tests") if path.suffix == ".py"]
WRITTEN = [
    path for path in files(*PACKAGES, "scripts", "tests", "docs", ".ci") if path.suffix not in {".woff2", ".ttf"}
]
TOP_FILES = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith((".git", ".coverage"))]
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


def test_the_engine_imports_only_from_layers_above() -> None:
    wrong = [
        f"{short(path)} in row {ROW[own]} imports {name}"
        for path in ENGINE
        for own in [unit_of(module_of(path))]
        for name in own_imports(path) - {own}
        if name in LEAVES or ROW[name] >= ROW[own]
    ]
    assert wrong == []


def test_leaves_import_only_what_they_may() -> None:
    wrong = [
        f"{short(path)} imports {name}"
        for path in CODE
        for leaf in FACTS["leaves"]
        if short(path).startswith(f"{leaf}/")
        for name in own_imports(path) - {*FACTS["leaves"][leaf], f"oitcrawler.{leaf}"}
    ]
    assert wrong == []


def test_files_are_small() -> None:
    sizes = {short(path): len(path.read_text("utf-8").splitlines()) for path in ALL_CODE}
    assert {name: size for name, size in sizes.items() if size > FACTS["limits"]["file"]} == {}


def test_functions_are_small() -> None:
    sizes = {
        f"{short(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in ALL_CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > FACTS["limits"]["function"]} == {}


def test_names_are_words_of_the_domain() -> None:
    words = {short(path): {*path.stem.split("_"), *path.parent.relative_to(ROOT).parts} for path in ALL_CODE}
    assert {name: found for name in words if (found := words[name] & set(FACTS["vague_names"]))} == {}


def test_only_the_command_line_prints() -> None:
    printers = {
        short(path)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printers <= set(FACTS["printers"])


def test_nothing_names_one_machine_or_mirror() -> None:
    words = ["".join(pieces) for pieces in FACTS["foreign"]]
    found = [
        (short(path), word) for path in [*WRITTEN, *TOP_FILES] for word in words if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    inside = [ROOT / folder for folder in SOURCE_ONLY]
    used = {
        name.split(".")[0]
        for path in shipped()
        if path.suffix == ".py" and not any(path.is_relative_to(folder) for folder in inside)
        for name in imports_of(path)
    }
    foreign = used - set(sys.stdlib_module_names) - {"oitcrawler"} - set(FACTS["brought_by"])
    project = pyproject()["project"]
    written = (*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra))
    declared = {re.split(r"[<>=!~\[; ]", one)[0] for one in written}
    assert foreign == {FACTS["import_names"].get(name, name) for name in declared - set(FACTS["loaded_by_name"])}
    assert set(FACTS["brought_by"].values()) <= declared


def test_every_part_of_the_engine_has_its_tests() -> None:
    units = {unit_of(module_of(path)) for path in ENGINE} - {"oitcrawler"}
    places = {unit: [f"test_{unit}.py", unit, FACTS["tested_in"].get(unit, unit)] for unit in units}
    tests = ROOT / "tests"
    assert [unit for unit in sorted(units) if not any((tests / place).exists() for place in places[unit])] == []
