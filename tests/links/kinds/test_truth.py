from __future__ import annotations

from collections import Counter

import pytest

from oitcrawler.model import Cause

from .answers import BEHAVIOURS
from .elements import BODY, FILES, HEAD
from .papers import papers
from .traps import TRAPS
from .truth import Kind, Serve, load
from .wire import WIRES

TRUTH = load()
# Causes of links that are not broken, or that only a crawl or a document can have.
OTHERWISE = {
    str(cause)
    for cause in (
        *(Cause.UNAUTHORIZED, Cause.FORBIDDEN, Cause.RATE_LIMITED, Cause.BOT_WALL, Cause.ROBOTS, Cause.PRIVATE_ADDRESS),
        *(Cause.HOST_DOWN, Cause.TOO_LARGE, Cause.UNKNOWN_TYPE, Cause.PARSER_ERROR, Cause.PARSER_CRASH, Cause.SCANNED),
        *(Cause.READING_TIME, Cause.READING_MEMORY, Cause.ENCRYPTED, Cause.NO_BROWSER, Cause.RENDER_FAILED),
        *(Cause.OVER_BUDGET, Cause.NOT_FETCHED, Cause.OFF_SITE, Cause.TOOL_ERROR),
    )
}


def every_serve() -> list[Serve]:
    given = [kind.serve for kind in TRUTH.kinds() if kind.serve is not None]
    given += [made for kind in TRUTH.kinds() for made in kind.routes.values()]
    given += [host.unknown for host in TRUTH.hosts.values() if host.unknown is not None]
    return given + [part for made in given for part in (made.head, made.first) if part is not None]


def test_there_are_as_many_kinds_as_the_peers_were_measured_with() -> None:
    counted = {standing: len(TRUTH.kinds(standing)) for standing in ("broken", "good", "unverified")}
    assert counted["broken"] >= 79
    assert counted["good"] >= 130
    assert counted["unverified"] >= 8
    assert len(TRUTH.traps) >= 8


def test_no_two_kinds_have_one_name() -> None:
    twice = [name for name, times in Counter(kind.kind for kind in TRUTH.kinds()).items() if times > 1]
    assert twice == []


def test_two_kinds_share_an_address_only_where_it_is_said() -> None:
    shared: dict[str, list[Kind]] = {}
    for kind in TRUTH.kinds():
        if kind.url and not kind.same:
            shared.setdefault(kind.url.partition("#")[0] if kind.standing != "broken" else kind.url, []).append(kind)
    assert {url: [one.kind for one in kinds] for url, kinds in shared.items() if len(kinds) > 1} == {}


def test_only_what_works_has_no_cause() -> None:
    assert [kind.kind for kind in TRUTH.kinds() if bool(kind.cause) is (kind.standing == "good")] == []


@pytest.mark.parametrize("cause", sorted({str(cause) for cause in Cause} - OTHERWISE))
def test_every_cause_is_right_for_some_kind(cause: str) -> None:
    assert any(cause in kind.cause for kind in TRUTH.kinds("broken"))


def test_every_other_spelling_names_a_kind() -> None:
    first = {kind.kind: kind.url for kind in TRUTH.kinds() if not kind.same}
    wrong = [kind.kind for kind in TRUTH.kinds() if kind.same and kind.same not in first]
    assert wrong == []


def test_what_the_truth_names_is_there() -> None:
    made = every_serve()
    assert {one.does for one in made} <= BEHAVIOURS.keys()
    assert {one.wire for one in made} - {""} == WIRES.keys()
    built = {"", "issuer", *papers()}
    assert {one.file for one in made if not one.file.startswith("page /")} <= built
    assert {kind.element for kind in TRUTH.kinds()} <= HEAD.keys() | BODY.keys() | FILES.keys()
    assert {trap.trap for trap in TRUTH.traps} == TRAPS.keys()


def test_without_names_the_origins_are_addresses() -> None:
    truth = load({"own": "http://127.0.0.1:8000"}, by_names=False)
    assert truth.fill("{own}/x {{ url }}") == "http://127.0.0.1:8000/x {{ url }}"
    assert 79 <= len(truth.kinds("broken")) < len(TRUTH.kinds("broken"))
