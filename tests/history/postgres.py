"""A throw-away PostgreSQL server on the loopback, for tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import pwd

WAIT = 60
UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "initdb").is_file() and (one / "pg_ctl").is_file()), None)


def run_as() -> str | None:
    """Return the user as whom the server must run, since it refuses root; None for the present one."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next((one for one in UNPRIVILEGED if one in known), None)


@contextmanager
def server() -> Iterator[str]:
    """Give the URL of a new server without its database: `postgresql://postgres@127.0.0.1:PORT/`."""
    there, user = programs(), run_as()
    assert there is not None
    # Its own folder, because those of the tests may be closed to the user as whom the server runs.
    base = Path(tempfile.mkdtemp(prefix="oitcrawler-postgres-"))
    if user is not None:
        shutil.chown(base, user)
    port = _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=50"
    try:
        _run(there / "initdb", ["-D", base / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        _run(there / "pg_ctl", ["start", "-w", "-D", base / "data", "-l", base / "log", "-o", options], user)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/"
        finally:
            _run(there / "pg_ctl", ["stop", "-w", "-m", "immediate", "-D", base / "data"], user)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _run(program: Path, words: Sequence[str | Path], user: str | None) -> None:
    done = subprocess.run(
        [str(program), *map(str, words)],
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
        cwd="/",
        env={**os.environ, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if program.name == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
