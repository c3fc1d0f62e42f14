"""News of a fictional site, and small servers on this machine that take mail and webhooks."""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from oitcrawler.model import Cause, Text
from oitcrawler.notify import GapNews, LinkNews, News

SITE = "tambon-tuayang.example.go.th"
PAGE = f"https://{SITE}/"
FINISHED = datetime(2025, 5, 1, 20, 40, tzinfo=UTC)
QUIET = News(SITE, "run-7", FINISHED, broken=3, unverified=2, gaps=1, unchecked=4)
NEWS = News(
    site=SITE,
    run_id="run-7",
    finished_at=FINISHED,
    broke=(LinkNews(f"{PAGE}แผน.pdf", Cause.NOT_FOUND, (PAGE, f"{PAGE}ita")),),
    mended=(LinkNews(f"{PAGE}contact"),),
    came_back=(LinkNews(f"{PAGE}old", Cause.DNS),),
    new_gaps=(GapNews("o13", Text("รายงานผลการจัดซื้อจัดจ้าง", "Procurement report")),),
    mended_gaps=(GapNews("o7", Text("รายงานผลการดำเนินงาน", "Performance report")),),
    report_path=Path("/srv/ผลตรวจ/report.html"),
    broken=3,
    unverified=2,
    gaps=1,
    unchecked=4,
)
USER, PASSWORD = "web@example.go.th", "hush hush-s3cret"


@dataclass(slots=True)
class Mail:
    """What a server of mail was given."""

    sender: str = ""
    to: list[str] = field(default_factory=list)
    content: bytes = b""
    encrypted: bool = False
    user: str = ""


@dataclass(slots=True)
class MailServer:
    """A server that speaks as much SMTP as is needed (RFC 5321, 3207, 4954).

    `refuse` names words that are answered with an error; `silent` answers nothing at all; `tls` encrypts on STARTTLS,
    or from the first byte with `from_start`.
    """

    tls: ssl.SSLContext | None = None
    from_start: bool = False
    refuse: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False
    port: int = 0
    got: list[Mail] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Talk(self, reader, writer).run()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


class _Talk:
    def __init__(self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.mail = Mail(encrypted=server.from_start)

    async def say(self, line: str) -> None:
        self.writer.write(f"{line}\r\n".encode())
        await self.writer.drain()

    async def run(self) -> None:
        if self.server.silent:
            await self.reader.read()
            return
        await self.say("220 mail.example.go.th")
        while line := (await self.reader.readline()).decode("utf-8", "replace").strip():
            self.server.words.append(line)
            word = line.split(" ")[0].upper()
            if word in self.server.refuse:
                await self.say(self.server.refuse[word])
            elif await self.answer(word, line):
                return

    async def answer(self, word: str, line: str) -> bool:
        if word == "EHLO":
            offers = ["AUTH PLAIN"] if self.mail.encrypted else ["STARTTLS"] * (self.server.tls is not None)
            await self.say("250-mail.example.go.th")
            for offer in offers:
                await self.say(f"250-{offer}")
            await self.say("250 HELP")
        elif word == "STARTTLS":
            await self.say("220 go on")
            await self.writer.start_tls(self.server.tls)  # type: ignore[arg-type]
            self.mail.encrypted = True
        elif word == "AUTH":
            _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
            self.mail.user = user
            await self.say("235 welcome" if password == PASSWORD else f"535 {line} is wrong")
        elif word in ("MAIL", "RCPT"):
            address = line.partition("<")[2].partition(">")[0]
            if word == "MAIL":
                self.mail.sender = address
            elif "nobody" in address:
                await self.say("550 no such user")
                return False
            else:
                self.mail.to.append(address)
            await self.say("250 ok")
        elif word == "DATA":
            await self.say("354 go on")
            self.mail.content = await self.reader.readuntil(b"\r\n.\r\n")
            self.server.got.append(self.mail)
            await self.say("250 taken")
        else:
            await self.say("221 bye" if word == "QUIT" else "250 ok")
        return word == "QUIT"


@contextmanager
def mail_server(server: MailServer) -> Iterator[MailServer]:
    """Run a server of mail for the time of the `with`."""
    loop = asyncio.new_event_loop()
    tls = server.tls if server.from_start else None
    listening = loop.run_until_complete(asyncio.start_server(server.talk, "127.0.0.1", 0, ssl=tls))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    talks = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in talks:
        one.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
    await asyncio.sleep(0)


@dataclass(slots=True)
class Hook:
    """A program on the web: the answers it gives (the last one for ever), and what it was sent."""

    answers: list[int] = field(default_factory=lambda: [200])
    delay: float = 0.0
    where: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def hook_server(hook: Hook, tls: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """Run a program on the web for the time of the `with`."""
    ending = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            ending.wait(hook.delay)
            code = hook.answers.pop(0) if len(hook.answers) > 1 else hook.answers[0]
            self.send_response(code)
            if hook.where:
                self.send_header("Location", hook.where)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            hook.got.append(({}, b"GET"))
            self.send_error(400)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            del request, client_address

    with Server(("127.0.0.1", 0), Handler) as serving:
        if tls is not None:
            serving.socket = tls.wrap_socket(serving.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        hook.url = f"{'https' if tls else 'http'}://127.0.0.1:{serving.server_address[1]}/hooks/T0K3N"
        yield hook
        ending.set()
        serving.shutdown()
        thread.join(5)
