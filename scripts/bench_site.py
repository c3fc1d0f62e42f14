"""A municipal site of N pages for measuring, always the same, served on 127.0.0.1.

    python scripts/bench_site.py FOLDER --pages 5000          writes the site's files
    python scripts/bench_site.py FOLDER --serve               serves them and prints the address

Every page is about 50 KB of Thai HTML with the same menu of 150 links; documents have 50 KB to 2 MB. Bodies of
documents are few and hard-linked, so that 5,000 pages take 300 MB. nginx serves when it is installed, else two
processes of our own.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

SECTIONS, FIXED = 40, 110
PER_LIST = 50
PARAGRAPHS = 1500
NGINX = "nginx"
WORDS = (
    "เทศบาล ตำบล ประชาชน โครงการ งบประมาณ แผน พัฒนา ท้องถิ่น ประจำปี รายงาน ผล ดำเนินงาน จัดซื้อ จัดจ้าง ประกาศ ถนน "
    "คอนกรีต น้ำประปา ขยะ สุขภาพ ผู้สูงอายุ เด็กเล็ก การศึกษา กีฬา วัฒนธรรม ประเพณี ป้องกัน ทุจริต โปร่งใส ร้องเรียน "
    "บริการ ภาษี ทะเบียน กองช่าง กองคลัง สำนักปลัด ชุมชน หมู่บ้าน อบรม ประชุม ตรวจสอบ รับฟัง ความคิดเห็น"
)
TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf", ".jpg": "image/jpeg", ".css": "text/css"}


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a site is. `broken` pages and documents are named and not there."""

    pages: int = 5000
    documents: int = 2000
    images: int = 1480
    broken: int = 0

    @classmethod
    def of(cls, pages: int, broken: int = 0) -> Plan:
        """Return the usual share of documents and images for a number of pages."""
        return cls(pages, pages * 2 // 5, pages * 3 // 10, broken)

    @property
    def urls(self) -> int:
        """How many addresses the site has, with the home page, the lists and the style."""
        lists = SECTIONS * -(-self.pages // SECTIONS // PER_LIST)
        return self.pages + self.documents + self.images + FIXED + lists + 2 + self.broken


def build(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Write the site; return the paths of all pages, the home page first."""
    random_ = random.Random(2568)
    paragraphs = [_paragraph(random_) for _ in range(PARAGRAPHS)]
    _write(folder / "style.css", "body { font-family: Sarabun }")
    _documents(folder, plan, random_)
    menu = _menu()
    paths = ["/index.html"]
    sections: list[list[str]] = [[] for _ in range(SECTIONS)]
    for number in range(plan.pages):
        path = f"/{_section(number % SECTIONS)}/{number}-{random_.choice(WORDS.split())}.html"
        sections[number % SECTIONS].append(path)
        body = _article(number, plan, paragraphs, random_)
        _write(folder / path[1:], _page(f"เรื่องที่ {number}", menu, body))
        paths.append(path)
    for number in range(FIXED):
        _write(folder / f"info/{number}.html", _page(f"ข้อมูล {number}", menu, "".join(random_.sample(paragraphs, 12))))
        paths.append(f"/info/{number}.html")
    for number, articles in enumerate(sections):
        paths += _lists(folder, number, articles, menu)
    missing = "".join(
        f'<li><a href="/removed/{number}.html">ประกาศเก่า {number}</a></li>' for number in range(plan.broken)
    )
    _write(folder / "index.html", _page("หน้าหลัก", menu, f"<ul>{missing}</ul>" + "".join(paragraphs[:10])))
    return tuple(paths)


def _section(number: int) -> str:
    return f"section{number:02}"


def _menu() -> str:
    links = [f"/{_section(number)}/list1.html" for number in range(SECTIONS)]
    links += [f"/info/{number}.html" for number in range(FIXED)]
    return "".join(f'<li><a href="{link}" class="menu-link">เมนูที่ {place}</a></li>' for place, link in enumerate(links))


def _paragraph(random_: random.Random) -> str:
    return f"<p>{' '.join(random_.choices(WORDS.split(), k=60))}</p>\n"


def _article(number: int, plan: Plan, paragraphs: list[str], random_: random.Random) -> str:
    body = [
        f"<p>เลขที่ {number} {' '.join(random_.choices(WORDS.split(), k=20))}</p>",
        *random_.choices(paragraphs, k=30),
    ]
    body += [f'<p><a href="/doc/{place}.pdf">เอกสาร {place}</a></p>' for place in _shares(number, plan.documents, plan)]
    body += [f'<img src="/img/{place}.jpg" alt="ภาพ">' for place in _shares(number, plan.images, plan)]
    return "".join(body)


def _shares(number: int, total: int, plan: Plan) -> list[int]:
    """Which of `total` things a page names: each thing has its page, and one neighbour names it too."""
    first, last = number * total // plan.pages, (number + 1) * total // plan.pages
    return sorted({*range(first, last), max(0, first - 1)}) if total else []


def _lists(folder: Path, section: int, articles: list[str], menu: str) -> list[str]:
    parts = [articles[start : start + PER_LIST] for start in range(0, len(articles), PER_LIST)] or [[]]
    paths = [f"/{_section(section)}/list{number}.html" for number in range(1, len(parts) + 1)]
    pages = "".join(f'<a href="{path}">{place}</a> ' for place, path in enumerate(paths, 1))
    for path, part in zip(paths, parts, strict=True):
        links = "".join(f'<li><a href="{link}">{link}</a></li>' for link in part)
        _write(folder / path[1:], _page(f"หมวด {section}", menu, f"<ul>{links}</ul>{pages}"))
    return paths


def _page(title: str, menu: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/style.css"></head>\n<body><nav><ul>{menu}</ul></nav>\n'
        f"<main><h1>{title}</h1>\n{body}</main></body></html>\n"
    )


def _documents(folder: Path, plan: Plan, random_: random.Random) -> None:
    sizes = [50_000, 80_000, 120_000, 200_000, 350_000, 600_000, 1_000_000, 2_000_000]
    for kind, total in (("doc", plan.documents), ("img", plan.images)):
        bodies = [_body(folder / f".{kind}{size}", kind, size) for size in (sizes if kind == "doc" else sizes[:4])]
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for number in range(total):
            made = folder / kind / f"{number}.{'pdf' if kind == 'doc' else 'jpg'}"
            made.unlink(missing_ok=True)
            os.link(random_.choice(bodies), made)


def _body(path: Path, kind: str, size: int) -> Path:
    filler = bytes(random.Random(size).choices(range(1, 255), k=size))
    whole = {
        "doc": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%"
        + filler.replace(b"\n", b" ").replace(b"\r", b" ")
        + b"\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n9\n%%EOF\n",
        "img": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + filler + b"\xff\xd9",
    }[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(whole)
    return path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@dataclass(slots=True)
class Served:
    """A site that is being served. `log` has one line a request."""

    url: str
    log: Path
    by: str

    def requests(self) -> int:
        """Return how many requests were answered so far."""
        time.sleep(0.3)
        with self.log.open("rb") as lines:
            return sum(1 for _ in lines)


@contextmanager
def serving(folder: Path, scratch: Path) -> Iterator[Served]:
    """Serve a folder on 127.0.0.1 for the time of the `with`; ends only what it started."""
    scratch.mkdir(parents=True, exist_ok=True)
    log, port = scratch / "access.log", _free_port()
    log.write_bytes(b"")
    nginx = shutil.which(NGINX) or shutil.which(NGINX, path="/usr/sbin")
    command = (
        [nginx, "-p", str(scratch), "-c", str(_configured(folder, scratch, port, log))]
        if nginx
        else _own(folder, port, log)
    )
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        _wait_for(port)
        yield Served(f"http://127.0.0.1:{port}/", log, "nginx" if nginx else "own server")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


def _own(folder: Path, port: int, log: Path) -> list[str]:
    return [sys.executable, __file__, str(folder), "--listen", str(port), "--log", str(log)]


def _configured(folder: Path, scratch: Path, port: int, log: Path) -> Path:
    types = " ".join(f"{kind.partition(';')[0]} {suffix[1:]};" for suffix, kind in TYPES.items())
    temporary = "".join(
        f"{name}_temp_path {scratch}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # as root it would look for the folder as nobody
    path = scratch / "nginx.conf"
    path.write_text(
        f"daemon off; worker_processes 2; pid {scratch}/nginx.pid; error_log {scratch}/error.log; {user}\n"
        f"events {{ worker_connections 4096; }}\nhttp {{ types {{ {types} }} charset utf-8; {temporary}\n"
        f"log_format line '$request_method $uri $status'; access_log {log} line; keepalive_requests 100000;\n"
        f"sendfile on; tcp_nopush on; server {{ listen 127.0.0.1:{port} backlog=4096; root {folder};"
        " index index.html; } }\n"
    )
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


async def _listen(folder: Path, port: int, log: Path) -> None:
    with log.open("ab", buffering=0) as lines:

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while head := await reader.readuntil(b"\r\n\r\n"):
                    method, target = head.decode("latin-1").split(" ", 2)[:2]
                    status = _reply(writer, folder, method, target)
                    lines.write(f"{method} {target} {status}\n".encode())
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()

        server = await asyncio.start_server(talk, "127.0.0.1", port, reuse_port=True, backlog=4096)
        async with server:
            await server.serve_forever()


def _reply(writer: asyncio.StreamWriter, folder: Path, method: str, target: str) -> int:
    path = folder / unquote(target.partition("?")[0]).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nnot found")
        return 404
    body = path.read_bytes()
    kind = TYPES.get(path.suffix, "application/octet-stream")
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode())
    if method != "HEAD":
        writer.write(body)
    return 200


def main(argv: list[str]) -> int:
    """Write the site, or serve it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--broken", type=int, default=0)
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--listen", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--log", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.listen:
        os.fork()  # two processes on one port: one core is not enough for some of the clients
        asyncio.run(_listen(asked.folder, asked.listen, asked.log))
    elif asked.serve:
        with serving(asked.folder, asked.folder.parent / "bench-serving") as served:
            sys.stdout.write(f"{served.url} ({served.by})\n")
            sys.stdout.flush()
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
    else:
        plan = Plan.of(asked.pages, asked.broken)
        sys.stdout.write(f"{len(build(asked.folder, plan))} pages, {plan.urls} addresses\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
