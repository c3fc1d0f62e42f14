"""Makes the demo agency's site: `python -m oitcrawler.demo.build [--check]`.

Works in the source tree only, with the development dependencies; the archive `site.zip` is what is shipped.
Exit code 0: written, or `--check` found the same; 1: `--check` found a difference; 2: something is missing here.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).with_name("site.zip")


def main(arguments: list[str] | None = None) -> int:
    """Write the archive, or with `--check` compare it with what would be written."""
    parser = argparse.ArgumentParser(prog="python -m oitcrawler.demo.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the archive is out of date")
    check = parser.parse_args(arguments).check
    try:
        body = build()
    except (ImportError, FileNotFoundError) as missing:
        print(f"the demo site can be built only in the source tree with its development tools: {missing}")
        return 2
    if not check:
        ARCHIVE.write_bytes(body)
        print(f"{ARCHIVE.name}: {len(body):,} bytes, {len(_members(body)) - 1} addresses")
        return 0
    changed = differences(ARCHIVE.read_bytes() if ARCHIVE.exists() else b"", body)
    for line in changed:
        print(line)
    print(f"{ARCHIVE.name} is {'out of date: build it again' if changed else 'up to date'}")
    return 1 if changed else 0


def build() -> bytes:
    """Return the archive's bytes. Raises ImportError outside the source tree."""
    from .making.archive import everything, pack

    return pack(everything())


def differences(old: bytes, new: bytes) -> list[str]:
    """Say which members differ between two archives, by content; an empty list when none does."""
    before, after = _members(old), _members(new)
    names = sorted(before.keys() | after.keys())
    return [f"differs: {name}" for name in names if before.get(name) != after.get(name)]


def _members(body: bytes) -> dict[str, bytes]:
    if not body:
        return {}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    sys.exit(main())
