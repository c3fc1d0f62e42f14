"""The tables of cases as values: each case of the YAML files becomes what was asked for, answered, and known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from oitcrawler.links.judging import Aim, HostHabits, impression_of
from oitcrawler.links.model import Answer, Hop, RefKind
from oitcrawler.model import Cause

from .bodies import made, site_page

HOME: Final = "https://www.tambon-tuayang.example.go.th/"
TABLES: Final = ("broken", "good", "unverifiable")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its name, what goes in, and the standing, cause and next need that must come out."""

    name: str
    aim: Aim
    answer: Answer
    host: HostHabits | None
    standing: str
    cause: str
    needs: str | None
    remarks: tuple[str, ...] | None


@cache
def cases(table: str) -> tuple[Case, ...]:
    """Return the cases of one file."""
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / f"{table}.yaml").read_text("utf-8"))
    return tuple(_case(row, {"broken": "broken", "good": "works", "unverifiable": "unverified"}[table]) for row in rows)


def _case(row: Mapping[str, Any], standing: str) -> Case:
    url = _url(row.get("url", "/news/2568/plan.php"))
    aim = Aim(url, RefKind(row.get("kind", "link")), row.get("own", url.startswith(HOME)))
    expected = str(row.get("cause", ""))
    return Case(
        name=row["name"],
        aim=aim,
        answer=_answer(row, url),
        host=_host(row.get("host")),
        standing=standing,
        cause=expected,
        needs=row.get("needs"),
        remarks=tuple(row["remarks"]) if "remarks" in row else None,
    )


def _url(text: str) -> str:
    return text if "://" in text else HOME.rstrip("/") + text


def _answer(row: Mapping[str, Any], url: str) -> Answer:
    failure = Cause(row["failure"]) if "failure" in row else None
    body = _body(row)
    hops = [row["hops"]] if isinstance(row.get("hops"), int) else row.get("hops", [302] if "final" in row else [])
    headers = {"content-type": row.get("type", "" if failure else "text/html; charset=utf-8")} | row.get("headers", {})
    return Answer(
        url=url,
        final_url=_url(row.get("final", url)),
        status=row.get("status", None if failure else 200),
        method=row.get("method", "GET"),
        headers={name: value for name, value in headers.items() if value},
        body=body,
        size=row.get("size", len(body)),
        whole=row.get("whole", not row.get("cut", False)),
        cut=row.get("cut", False),
        hops=tuple(Hop(url, status) for status in hops),
        failure=failure,
        tls=row.get("tls", ""),
        unchanged=row.get("unchanged", False),
    )


def _body(row: Mapping[str, Any]) -> bytes:
    if "make" in row:
        return made(row["make"])
    text = str(row.get("body", ""))
    if "page" in row:
        text = site_page(row["page"] * row.get("times", 1), title=row.get("title", "องค์การบริหารส่วนตำบลตัวอย่าง"))
    return text.encode(row.get("encoding", "utf-8"))


def _host(known: Mapping[str, Any] | None) -> HostHabits | None:
    if known is None:
        return None
    home = impression_of(_answer({"url": HOME, **known["home"]}, HOME)) if "home" in known else None
    places = (f"{HOME}zqxwvkjtrbgh", f"{HOME}wqzxkvjbtrhg.php")
    missing = tuple(
        impression_of(_answer({"url": place, **_spelt(row, place)}, place))
        for row in known.get("missing", [])
        for place in places
    )
    return HostHabits(HOME, home, missing)


def _spelt(row: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Put the address that was asked for where an answer repeats it."""
    path = place.removeprefix(HOME.rstrip("/"))
    return {key: value.replace("{path}", path) if isinstance(value, str) else value for key, value in row.items()}
