from __future__ import annotations

import re
import ssl
from pathlib import Path
from urllib.parse import urljoin

import pytest

from oitcrawler.model import Cause

from .measuring import trap_requests
from .pages import prose
from .papers import papers
from .site import file_of
from .truth import Kind, Trap, load
from .visitor import Visitor
from .world import World, serve

LINKS = re.compile(r'<li><a href="([^"]+)"')
NEVER_ALONE = 3  # how often a flaky server may be asked
TRUTH = load()
GOOD = [kind for kind in TRUTH.kinds("good") if kind.url.startswith("{") and not kind.unasked and "{{" not in kind.url]
STATUSES = {Cause.NOT_FOUND: (404,), Cause.GONE: (410,), Cause.SOFT_NOT_FOUND: (200,), Cause.PARKED: (200, 509)}
BY_STATUS = [kind for kind in TRUTH.kinds("broken") if set(kind.cause) & STATUSES.keys() and kind.url.startswith("{")]
TLS = [kind for kind in TRUTH.kinds() if kind.url.startswith("{tls_")]
ENDLESS = [trap for trap in TRUTH.traps if trap.trap != "mirror"]
SLOW = {"flaky-hang", "head-hangs"}


def named(kind: Kind) -> str:
    return kind.kind


def patiently(world: World, url: str) -> tuple[int, bytes]:
    visitor = Visitor(world)
    for _ in range(NEVER_ALONE - 1):
        try:
            status, body = visitor.visit(url)
        except (ConnectionError, TimeoutError):
            continue
        if status not in (429, 500, 502, 503):
            return status, body
    return visitor.visit(url)


@pytest.mark.parametrize("kind", [kind for kind in GOOD if kind.kind not in SLOW], ids=named)
def test_what_is_called_good_works_for_a_patient_visitor(world: World, kind: Kind) -> None:
    status, _ = patiently(world, world.truth.fill(kind.url).partition("#")[0])
    assert status < 400 or (status == 405 and kind.kind.startswith("not-"))


@pytest.mark.parametrize("kind", BY_STATUS, ids=named)
def test_what_is_called_broken_says_so(world: World, kind: Kind) -> None:
    status, _ = Visitor(world).visit(world.truth.fill(kind.url))
    allowed = {one for cause in kind.cause for one in STATUSES.get(cause, (status,))}
    assert status in allowed


@pytest.mark.parametrize("kind", TLS, ids=named)
def test_a_certificate_is_refused_if_the_link_is_broken(world: World, kind: Kind) -> None:
    context = ssl.create_default_context(cafile=str(world.trusted))
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    visitor = Visitor(world)
    context.hostname_checks_common_name = False  # as browsers
    if kind.standing == "good" and kind.kind != "tls-chain-mendable":
        assert visitor.ask(world.truth.fill(kind.url), tls=context)[0] == 200
    else:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            visitor.ask(world.truth.fill(kind.url), tls=context)


def test_the_issuer_that_browsers_fetch_mends_the_chain(world: World, tmp_path: Path) -> None:
    _, _, issuer = Visitor(world).ask("http://ca.example.com/issuer.crt")
    context = ssl.create_default_context(cafile=str(world.trusted))
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=issuer)
    assert Visitor(world).ask("https://mend.example.com/", tls=context)[0] == 200


def test_a_silent_host_takes_no_connection_and_a_closed_one_refuses(world: World) -> None:
    with pytest.raises(TimeoutError):
        Visitor(world, patience=0.3).ask("https://silent.example.com/")
    with pytest.raises(ConnectionRefusedError):
        Visitor(world).ask("https://closed.example.com/")


@pytest.mark.parametrize("path", ["/service/slow.php", "/service/reset.php", "/service/ftp", "/service/no-answer"])
def test_servers_that_misbehave_give_no_answer(world: World, path: str) -> None:
    with pytest.raises((ConnectionError, TimeoutError)):
        Visitor(world, patience=0.3).ask(world.truth.fill(f"{{own}}{path}"))


def test_every_link_stands_in_its_page(world: World) -> None:
    for kind in world.truth.kinds():
        status, body = Visitor(world).visit(world.truth.fill(f"{{own}}{kind.page}"))
        assert status == 200
        assert kind.everywhere or f"<!-- {kind.kind} -->".encode() in body
        if file_of(kind):
            assert Visitor(world).visit(world.truth.fill(f"{{own}}{file_of(kind)}"))[0] == 200


@pytest.mark.parametrize(
    "trap", [trap for trap in TRUTH.traps if trap.trap != "mirror"], ids=lambda trap: str(trap.trap)
)
def test_a_trap_names_addresses_that_were_not_named_before(world: World, trap: Trap) -> None:
    origin = world.truth.origins[trap.host]
    url, seen = origin + trap.entry, set()
    for _ in range(8):
        seen.add(url)
        status, body = Visitor(world).visit(url)
        assert status == 200
        named = [urljoin(url, link.replace("&amp;", "&")) for link in LINKS.findall(body.decode())]
        fresh = [link for link in named if link.startswith(origin + trap.prefix) and link not in seen]
        url = fresh[-1]
    assert trap_requests(world.truth, world.asked)[trap.trap] >= 8


def test_the_mirror_shows_what_the_site_shows(world: World) -> None:
    places = [f"{world.truth.origins[host]}/archive/detail.php?id=4" for host in ("own", "mirror")]
    own, copy = (Visitor(world).visit(place)[1] for place in places)
    assert prose(44, 14).encode() in own
    assert prose(44, 14).encode() in copy


def test_requests_are_counted_by_method(world: World) -> None:
    visitor, target = Visitor(world), "/contact.html"
    before = world.times("own", target), world.times("own", target, "HEAD")
    visitor.ask(world.truth.fill(f"{{own}}{target}"))
    visitor.ask(world.truth.fill(f"{{own}}{target}"), "HEAD")
    assert (world.times("own", target), world.times("own", target, "HEAD")) == (before[0] + 1, before[1] + 1)


def test_a_host_that_allows_five_requests_a_second_says_so(world: World) -> None:
    statuses = [Visitor(world).ask("https://slow.example.org/project/1")[0] for _ in range(12)]
    assert {200, 429} == set(statuses)


def test_documents_are_always_the_same() -> None:
    assert papers() == papers()


def test_the_world_can_be_served_by_addresses() -> None:
    with serve(by_names=False) as world:
        assert world.start.startswith("http://127.0.0.1:")
        status, body = Visitor(world).visit(world.start)
        assert status == 200
        assert b"example.go.th/" not in body
        assert world.hosts == {}
