"""What users and contributors read names everything that there is, and only what is current."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from oitcrawler import __version__, checklist, checks, report
from oitcrawler.cli.commands import app

from .cases import table
from .tree import ROOT, pyproject

FACTS: dict[str, Any] = table(ROOT / "tests" / "structure.yaml")
README = (ROOT / "README.md").read_text("utf-8")


def test_every_dependency_has_its_reason_in_the_guide_for_contributors() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    tables = guide.partition("## Dependencies")[2]
    written = pyproject()
    wanted = [*written["project"]["dependencies"], *written["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", one)[0] for one in wanted}
    missing = {name for name in names if not name.startswith("types-") and name not in tables}
    assert not missing


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every command of the command line by its full name, with its options."""
    waiting: list[tuple[str, Any]] = [("oitcrawler", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        yield name, [word for option in command.params for word in option.opts if word.startswith("--")]
        waiting.extend((f"{name} {word}", one) for word, one in getattr(command, "commands", {}).items())


@pytest.mark.parametrize(("name", "options"), [pytest.param(*one, id=one[0]) for one in commands()])
def test_every_command_and_option_is_in_the_readme(name: str, options: list[str]) -> None:
    assert re.search(rf"\b{name}\s", README)
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


def test_generated_pages_are_current() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "write_docs.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
