"""File services as they answer anonymous visitors, under their real host names, on 127.0.0.1."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import trustme

from .server import Answer, Route, Server, redirect, serve

HOSTS = (
    "drive.google.com",
    "docs.google.com",
    "drive.usercontent.google.com",
    "doc-0k-sheets.googleusercontent.com",
    "accounts.google.com",
    "1drv.ms",
    "onedrive.live.com",
    "login.live.com",
    "tambon-my.sharepoint.com",
    "login.microsoftonline.com",
    "www.dropbox.com",
    "uc0example.dl.dropboxusercontent.com",
    "online.anyflip.com",
)
# As Google's own file has it: pages are open to programs, the addresses of the bytes are not.
ROBOTS = Answer(
    b"User-agent: *\nAllow: /$\nAllow: /a/\nAllow: /file\nAllow: /open\nAllow: /document\nAllow: /folder\n"
    b"Allow: /spreadsheet\nAllow: /presentation\nAllow: /drive/\nDisallow: /\n",
    "text/plain",
)
CLOSED = Answer(b"User-agent: *\nDisallow: /\n", "text/plain")
SIGN_IN = Answer(
    "<!doctype html><html lang=th><head><title>ลงชื่อเข้าใช้ - บัญชี Google</title></head><body><h1>ลงชื่อเข้าใช้</h1>"
    '<form><input type="email" name="identifier"><input type="password" name="Passwd"></form></body></html>'.encode()
)


def html(title: str, body: str, status: int = 200) -> Answer:
    """Make a service's page."""
    head = f"<!DOCTYPE html><html><head><title>{title}</title><script>var flags={{}};</script></head>"
    return Answer(f"{head}<body>{body}</body></html>".encode(), status=status)


def viewer(name: str) -> Answer:
    """Make the page that shows a file to a visitor: filled by scripts, with the file's name in its title."""
    return html(f"{name} - Google Drive", "<div id=drive-viewer></div><script>_DRIVE_ivd='[]'</script><a>ลงชื่อเข้าใช้</a>")


def attached(body: bytes, name: str, kind: str = "application/octet-stream") -> Answer:
    """Make a file as a service sends it: to be saved."""
    return Answer(body, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def listing(*entries: tuple[str, str]) -> Answer:
    """Make a shared folder's list of (address, name), as `embeddedfolderview` has it."""
    shown = "".join(
        f'<div class="flip-entry" id="entry-{number}" tabindex="0" role="link"><div class="flip-entry-info">'
        f'<a href="{href}" target="_blank"><div class="flip-entry-visual"><img src="https://lh3.example/{number}"></div>'
        f'<div class="flip-entry-title">{name}</div></a></div>'
        f'<div class="flip-entry-last-modified"><div>3 ก.พ. 2568</div></div></div>'
        for number, (href, name) in enumerate(entries)
    )
    return html("ITA 2568", f'<div class="flip-folder-container"><div class="flip-entries">{shown}</div></div>')


def sign_in(service: str = "accounts.google.com/v3/signin/identifier") -> Answer:
    """Send a visitor to where people sign in."""
    return redirect(f"https://{service}?continue=x")


@contextmanager
def services(routes: Mapping[str, Route]) -> Iterator[tuple[Server, Mapping[str, str]]]:
    """Run all services on one TLS server; yield it with what `CrawlOptions.hosts` sends there."""
    always: dict[str, Route] = {f"{host}/robots.txt": Answer(b"", "text/plain", status=404) for host in HOSTS}
    always |= {f"{host}.google.com/robots.txt": ROBOTS for host in ("drive", "docs")}
    always |= {"drive.usercontent.google.com/robots.txt": CLOSED}
    always |= {"accounts.google.com/v3/signin/identifier?continue=x": SIGN_IN}
    always |= {"login.live.com/login.srf?continue=x": html("Sign in to your Microsoft account", "<div></div>")}
    always |= {"login.microsoftonline.com/common/oauth2/authorize?continue=x": html("Sign in to your account", "")}
    always |= {"www.dropbox.com/login?continue=x": html("Login - Dropbox", "")}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*HOSTS).configure_cert(context)
    with serve({**always, **routes}, context) as server:
        yield server, dict.fromkeys(HOSTS, f"127.0.0.1:{server.server_port}")
