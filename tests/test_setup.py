"""The set-up script in surroundings where something is missing; nothing is installed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the set-up script is for Debian and macOS")

TOOLS = ("cat", "cksum", "dirname", "id", "mktemp", "rm", "sh", "tail")
"""What the script may use on a machine that has nothing else."""

OLD = '#!/bin/sh\ncase $2 in *"(3, 11)"*) exit 1 ;; esac\n'
"""A Python older than 3.11."""

WITHOUT_VENV = (
    '#!/bin/sh\ncase $2 in *ensurepip*) exit 1 ;; *"(3, 11)"*) exit 0 ;; *print*) echo 3.12 ;; *) exit 1 ;; esac\n'
)
"""A Python as Debian has it without the package python3.12-venv."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the script. Beside it are the only places where programs are found.

    `stand-ins` comes first and is written to; `tools` has links to the real ones, and nothing may be written there.
    """
    folder, tools = tmp_path / "checkout", tmp_path / "tools"
    (folder / "scripts").mkdir(parents=True)
    (tmp_path / "stand-ins").mkdir()
    tools.mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for tool in TOOLS:
        (tools / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    return folder


def put(checkout: Path, name: str, script: str) -> None:
    program = checkout.parent / "stand-ins" / name
    with program.open("x", encoding="utf-8") as file:
        file.write(script)
    program.chmod(0o755)


def set_up(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout.parent / 'stand-ins'}{os.pathsep}{checkout.parent / 'tools'}"
    surroundings = {"PATH": path, "HOME": str(checkout), "LC_ALL": "C"}
    return subprocess.run(
        ["/bin/sh", str(checkout / "scripts" / "setup.sh"), *words],
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_unknown_word_is_refused(checkout: Path) -> None:
    done = set_up(checkout, "everything")
    assert done.returncode == 2
    assert "say 'use' or 'dev'" in done.stderr


def test_without_python_one_sentence_says_what_to_install(checkout: Path) -> None:
    done = set_up(checkout)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "setup: Python 3.11 or newer was not found. Install it (Debian 12 or newer: apt-get install python3 "
        "python3-venv) and run this again."
    ]
    assert not (checkout / ".venv").exists()


def test_an_old_python_counts_as_none(checkout: Path) -> None:
    put(checkout, "python3", OLD)
    assert "Python 3.11 or newer was not found" in set_up(checkout).stderr


def test_a_python_without_venv_names_its_package(checkout: Path) -> None:
    put(checkout, "python3", OLD)
    put(checkout, "python3.12", WITHOUT_VENV)
    done = set_up(checkout, "dev")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "setup: python3.12 cannot make environments. Run: sudo apt-get install python3.12-venv   and then this again."
    ]


def test_a_failing_apt_is_reported_with_its_words(checkout: Path) -> None:
    put(checkout, "python3.12", WITHOUT_VENV)
    put(checkout, "apt-get", "#!/bin/sh\necho 'E: Unable to locate package' >&2\nexit 100\n")
    put(checkout, "id", "#!/bin/sh\necho 0\n")
    done = set_up(checkout)
    assert done.returncode == 1
    assert "E: Unable to locate package" in done.stderr
    assert "apt could not install python3.12-venv" in done.stderr


def test_a_failing_pip_is_reported_and_tried_again_the_next_time(checkout: Path) -> None:
    put(checkout, "python3.13", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    fake = f'#!/bin/sh\ncase "$*" in *install*) echo "no network" >&2; exit 1 ;; esac\nexec {sys.executable} "$@"\n'
    environment(checkout, fake)
    for _ in range(2):
        done = set_up(checkout)
        assert done.returncode == 1
        assert "no network" in done.stderr
        assert "pip could not install '--upgrade pip>=25.1'" in done.stderr


def test_a_finished_set_up_is_left_alone(checkout: Path) -> None:
    """A fake environment whose installations succeed: the second call starts nothing, a change does."""
    log = checkout.parent / "log"
    fake = (
        f'#!/bin/sh\ncase "$*" in *install*) echo "$*" >>{log}; exit 0 ;; *sys.prefix*) echo {checkout}/.venv ;; esac\n'
    )
    environment(checkout, fake)
    assert set_up(checkout).stdout.splitlines()[-1] == "setup: ready"
    installed = log.read_text("utf-8")
    assert "--editable .[ocr,speed]" in installed
    assert "--group dev" not in installed

    again = set_up(checkout)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert log.read_text("utf-8") == installed

    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n# changed\n")
    assert "setup: ready" in set_up(checkout).stdout
    assert log.read_text("utf-8") == installed * 2


def test_the_tools_to_test_are_installed_only_when_asked_for(checkout: Path) -> None:
    log = checkout.parent / "log"
    fake = (
        f'#!/bin/sh\ncase "$*" in *install*) echo "$*" >>{log}; exit 0 ;; *sys.prefix*) echo {checkout}/.venv ;; esac\n'
    )
    environment(checkout, fake)
    assert set_up(checkout, "dev").returncode == 0
    assert "--editable .[ocr,postgresql,speed] --group dev" in log.read_text("utf-8")
    assert set_up(checkout, "use").stdout == ""  # what is set up for development is set up for use


@pytest.mark.parametrize("root", [True, False])
def test_tesseract_is_installed_for_development_where_apt_can(checkout: Path, root: bool) -> None:
    """A fake environment that cannot read scans, whatever is installed."""
    log = checkout.parent / "log"
    environment(checkout, '#!/bin/sh\ncase "$*" in *"import lack"*) exit 1 ;; esac\n')
    put(checkout, "apt-get", f'#!/bin/sh\necho "$*" >>{log}\n')
    put(checkout, "id", f"#!/bin/sh\necho {0 if root else 1000}\n")
    done = set_up(checkout, "dev")
    assert done.returncode == 0
    assert "setup: ready" in done.stdout
    assert "everything works except reading scans" in done.stdout
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-tha" in done.stdout
    asked = log.read_text("utf-8").splitlines() if log.exists() else []
    assert any(line.endswith("tesseract-ocr tesseract-ocr-tha") for line in asked) is root


def test_tesseract_is_not_needed_to_use_the_tool(checkout: Path) -> None:
    environment(checkout, '#!/bin/sh\ncase "$*" in *"import lack"*) exit 1 ;; esac\n')
    assert set_up(checkout).stdout.splitlines()[-1] == "setup: ready"


def environment(checkout: Path, python: str) -> None:
    """Put a stand-in for the environment's interpreter where the script will keep it."""
    folder = checkout / ".venv" / "bin"
    folder.mkdir(parents=True)
    interpreter = folder / "python"
    interpreter.write_text(
        python.replace('case "$*" in', f'case "$*" in *sys.prefix*) echo {os.path.realpath(checkout)}/.venv; exit ;;'),
        encoding="utf-8",
    )
    interpreter.chmod(0o755)
