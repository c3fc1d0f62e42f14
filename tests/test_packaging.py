"""What works in the checkout must also be in the wheel: a folder that is not listed is lost without a word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

import oitcrawler

from .tree import PACKAGES, ROOT, files, is_made, package_of, pyproject, shipped

SHIPPED = shipped()
SETUPTOOLS = pyproject()["tool"]["setuptools"]
DATA: dict[str, list[str]] = SETUPTOOLS["package-data"]

TOP = {
    *("pyproject.toml", "MANIFEST.in", "Makefile", ".yamllint", ".gitignore", ".pre-commit-config.yaml"),
    *("README.md", "README.th.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE"),
}
"""What stands at the top of the project beside the folders."""

RESOURCES = """
import importlib, pkgutil
import oitcrawler.checklist, oitcrawler.checks, oitcrawler.report
assert "site-packages" in oitcrawler.__file__, oitcrawler.__file__
for package in ("checks", "reports", "spiders"):
    modules = [m.name for m in pkgutil.iter_modules(importlib.import_module(f"oitcrawler.{package}").__path__)]
    assert modules, package
    for name in modules:
        importlib.import_module(f"oitcrawler.{package}.{name}")
print("all there")
"""


def test_every_folder_with_code_or_data_is_a_listed_package() -> None:
    assert {package_of(path.parent) for path in SHIPPED} == set(SETUPTOOLS["packages"])


def test_every_folder_has_an_init_file() -> None:
    without = {path.parent for path in SHIPPED} - {path.parent for path in SHIPPED if path.name == "__init__.py"}
    assert not without, "a folder without __init__.py is not found in an editable install"


@pytest.mark.parametrize("path", [one for one in SHIPPED if one.suffix != ".py"], ids=lambda path: path.name)
def test_every_data_file_is_covered_by_package_data(path: Path) -> None:
    patterns = DATA.get(package_of(path.parent), [])
    assert any(fnmatch(path.name, pattern) for pattern in patterns), f"{path} is in no pattern of {patterns}"


@pytest.mark.parametrize(("package", "pattern"), [(one, pattern) for one in DATA for pattern in DATA[one]])
def test_every_pattern_of_package_data_covers_a_file(package: str, pattern: str) -> None:
    assert any(package_of(path.parent) == package and fnmatch(path.name, pattern) for path in SHIPPED)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive and, from it alone, the wheel; return the folder that holds them."""
    source, out = tmp_path_factory.mktemp("source") / "oitcrawler", tmp_path_factory.mktemp("dist")

    def made(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if is_made(Path(folder) / name) and not (Path(folder) / name).is_file()}

    shutil.copytree(ROOT, source, ignore=made)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source), cwd=source)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (only,) = built.glob("*.whl")
    return only


@pytest.fixture(scope="module")
def archive(built: Path) -> Path:
    (only,) = built.glob("*.tar.gz")
    return only


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment that borrows the dependencies of this one; return its commands."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder)
    scheme = {"base": str(folder), "platbase": str(folder)}
    borrowed = Path(sysconfig.get_path("purelib", vars=scheme)) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    commands = Path(sysconfig.get_path("scripts", vars=scheme))
    install = ("install", "--quiet", "--no-deps", "--no-index", "--ignore-installed")
    run(sys.executable, "-m", "pip", "--python", str(commands / "python"), *install, str(wheel))
    return commands


@pytest.mark.slow
def test_the_wheel_holds_every_file_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert held == {f"{package_of(path.parent).replace('.', '/')}/{path.name}" for path in SHIPPED}


@pytest.mark.slow
def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = {name.partition("/licenses/")[2] for name in opened.namelist() if "/licenses/" in name}
    assert held == set(pyproject()["project"]["license-files"])


@pytest.mark.slow
def test_the_source_archive_can_be_tested_and_built(archive: Path) -> None:
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    needed = {path.relative_to(ROOT).as_posix() for path in files("tests", "scripts", "docs", ".ci", *PACKAGES)}
    assert not (needed | TOP) - held


@pytest.mark.slow
def test_the_installed_wheel_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    version = oitcrawler.__version__
    assert version in run(str(installed / "oitcrawler"), "--version", cwd=tmp_path)
    assert "2568" in run(str(installed / "oitcrawler"), "checklists", "list", cwd=tmp_path)
    assert run(str(installed / "python"), "-c", RESOURCES, cwd=tmp_path).strip() == "all there"


def run(*command: str, cwd: Path | None = None) -> str:
    """Run a command without the settings of this process and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE", "COV_"))}
    done = subprocess.run(
        command, cwd=cwd, env=kept, check=False, capture_output=True, text=True, encoding="utf-8", timeout=240
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout
