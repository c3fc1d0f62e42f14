"""Whatever happens while a file is written, the old one or the new one is there, and nothing else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from oitcrawler.errors import OutputError
from oitcrawler.whole_files import write_whole

OLD, NEW = b"old\r\n", "ใหม่\n".encode() * 1000
POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and limits of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that is there already."""
    there = tmp_path / "report.json"
    there.write_bytes(OLD)
    return there


def alone(path: Path) -> bytes:
    """Return what a file holds, after seeing that nothing lies beside it."""
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return path.read_bytes()


@pytest.mark.parametrize("content", [b"", NEW, b"\x00\xff\r\n\x1a"])
def test_a_file_is_written_as_it_is(path: Path, content: bytes) -> None:
    assert write_whole(path, content) == path
    assert alone(path) == content
    path.unlink()
    write_whole(path, content)
    assert alone(path) == content


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "No space left"), (errno.EACCES, "Permission denied")])
def test_a_step_that_fails_leaves_the_old_file_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OutputError, match=rf"report\.json: {said}") as told:
        write_whole(path, NEW)
    assert "เขียนไฟล์" in told.value.text.th
    assert alone(path) == OLD


@POSIX
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file_alone(path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(NEW) // 2, limits[1]))
    try:
        with pytest.raises(OutputError, match=r"report\.json"):
            write_whole(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert alone(path) == OLD


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_stopping_by_ctrl_c_leaves_the_old_file_alone(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, NEW)
    assert alone(path) == OLD


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_process_that_is_killed_leaves_the_old_file(path: Path, step: str) -> None:
    program = (
        "import os, sys, pathlib\n"
        "from oitcrawler.whole_files import write_whole\n"
        f"os.{step} = lambda *_: os._exit(9)\n"
        "write_whole(pathlib.Path(sys.argv[1]), b'new' * 1000)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False, timeout=60).returncode == 9
    assert path.read_bytes() == OLD
    assert [one.suffix for one in path.parent.iterdir() if one != path] == [".part"]
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_of_many_that_write_at_once_one_wins_whole(path: Path) -> None:
    contents = [str(number).encode() * 50_000 for number in range(6)]
    failed: list[OutputError] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(10):
                write_whole(path, content)
        except OutputError as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for one in writers:
        one.start()
    while any(one.is_alive() for one in writers):
        assert path.read_bytes() in (OLD, *contents)
    for one in writers:
        one.join()
    assert failed == []
    assert alone(path) in contents


def test_what_cannot_be_a_file_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    (tmp_path / "file").write_bytes(OLD)
    before = sorted(tmp_path.rglob("*"))
    for name in ("nowhere/report.json", "file/report.json", "folder"):
        with pytest.raises(OutputError, match=f"cannot write .*{Path(name).name}"):
            write_whole(tmp_path / name, NEW)
    assert sorted(tmp_path.rglob("*")) == before


@POSIX
def test_a_private_file_is_read_by_its_owner_alone_and_another_as_the_user_set_it(path: Path) -> None:
    path.chmod(0o644)
    mask = os.umask(0o022)
    try:
        write_whole(path, NEW, private=True)
        assert path.stat().st_mode & 0o777 == 0o600
        os.umask(0o007)
        write_whole(path, NEW)
        assert path.stat().st_mode & 0o777 == 0o660
    finally:
        os.umask(mask)


@POSIX
def test_a_link_is_replaced_and_what_it_led_to_stays(path: Path) -> None:
    target = path.with_name("elsewhere.json")
    path.rename(target)
    path.symlink_to(target)
    write_whole(path, NEW)
    assert (target.read_bytes(), path.read_bytes(), path.is_symlink()) == (OLD, NEW, False)


def test_a_name_may_be_as_long_as_names_can_be(tmp_path: Path) -> None:
    longest = tmp_path / ("ก" * 83 + ".xlsx")
    write_whole(longest, NEW)
    assert alone(longest) == NEW
