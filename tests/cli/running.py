"""Runs the program as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TERMINAL = {"COLUMNS": "200", "NO_COLOR": "1"}
"""A wide terminal without colours, so that words stand in one line."""


def oitcrawler(
    *arguments: str, cwd: Path | None = None, timeout: float = 120, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command line and return what it printed."""
    environment = {**os.environ, **TERMINAL, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "oitcrawler", *arguments],
        cwd=cwd,
        input=stdin,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
