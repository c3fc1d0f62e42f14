"""Finds a browser on this computer, and says how it is started."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "OITCRAWLER_BROWSER"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
_WINDOWS_PLACES = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
_MAC_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PLAYWRIGHT_BINARIES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
)
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge, or None.

    The environment variable OITCRAWLER_BROWSER decides when it is set (a path that is no file means: none); else
    the programs on PATH, the usual places of Windows and macOS, and Playwright's own Chromium, in this order.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return named if Path(named).is_file() else None
    on_path = (shutil.which(name) for name in NAMES)
    return next((found for found in on_path if found), None) or next(_usual_places(), None)


def launch_arguments(*, allow_private_hosts: bool) -> list[str]:
    """Return the browser's arguments; as root it cannot use its sandbox.

    Private addresses are closed to it by name too: redirects inside the browser pass no other guard.
    """
    arguments = list(_ARGUMENTS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    if not allow_private_hosts:
        arguments.append("--host-resolver-rules=" + ",".join(f"MAP {host} ~NOTFOUND" for host in _private_hosts()))
    return arguments


def _private_hosts() -> list[str]:
    blocks = ["0.*", "10.*", "127.*", "169.254.*", "192.168.*", "[::*", "[f*"]
    blocks += [f"172.{number}.*" for number in range(16, 32)]
    blocks += [f"100.{number}.*" for number in range(64, 128)]
    return ["localhost", "*.localhost", *blocks]


def _usual_places() -> Iterator[str]:
    places: list[Path] = []
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        places = [Path(root) / place for root in roots if root for place in _WINDOWS_PLACES]
    elif sys.platform == "darwin":
        places = [Path(place) for place in _MAC_PLACES]
    yield from (str(place) for place in places if place.is_file())
    yield from _of_playwright()


def _of_playwright() -> Iterator[str]:
    home = Path.home()
    roots = {
        "win32": Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "ms-playwright",
        "darwin": home / "Library" / "Caches" / "ms-playwright",
    }
    set_by_user = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    root = Path(set_by_user) if set_by_user else roots.get(sys.platform, home / ".cache" / "ms-playwright")
    for pattern in _PLAYWRIGHT_BINARIES:
        yield from (str(found) for found in sorted(root.glob(pattern), reverse=True))
