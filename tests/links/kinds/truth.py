"""Reads what is true of the site: hosts, kinds of links and traps, from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from oitcrawler.model import Cause

FOLDER = Path(__file__).parent
Standing = Literal["broken", "good", "unverified"]
_PLACE = re.compile(r"\{(\w+)\}")


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Serve(Strict):
    """What an address answers. `does` names a behaviour of `answers.py`, `wire` how it is put on the wire.

    `head` replaces the answer to HEAD, `first` the first `times` answers to each method; `referer` and `cookie`
    refuse who does not send them, `rate` refuses more requests a second than that.
    """

    does: str = "page"
    code: int = 200
    title: str = ""
    text: str = ""
    html: str = ""
    bare: bool = False
    type: str = ""
    charset: str = "utf-8"
    file: str = ""
    to: str = ""
    length: int = 0
    wait: float = 0.0
    headers: Mapping[str, str] = Field(default_factory=dict)
    wire: str = ""
    head: Serve | None = None
    first: Serve | None = None
    times: int = 1
    referer: str = ""
    cookie: str = ""
    rate: int = 0


class Host(Strict):
    """One host of the world. `tls` names a certificate, `listens` a way of not answering."""

    name: str
    tls: str = "good"
    listens: Literal["well", "closed", "silent"] = "well"
    unknown: Serve | None = None
    robots: str = ""


class Kind(Strict):
    """One kind of link: the address, what it answers, the element that carries it as written, and what is true.

    `cause` names every cause that is right. `names` marks what needs host names (else dropped when the world is
    served by addresses), `browser` what only a browser sees. `everywhere` puts it into the menu of every page. `same`
    names the kind whose address this is another spelling of.
    """

    kind: str
    url: str
    cause: tuple[Cause, ...] = ()
    written: str = ""
    element: str = "a"
    text: str = ""
    serve: Serve | None = None
    routes: Mapping[str, Serve] = Field(default_factory=dict)
    names: bool = False
    browser: bool = False
    everywhere: bool = False
    unasked: bool = False
    raw: bool = False
    same: str = ""
    standing: Standing = "good"
    page: str = ""


class Carrier(Strict):
    """A page of the site with the links that it carries."""

    page: str
    title: str
    charset: str = "utf-8"
    head: str = ""
    base: str = ""
    names: bool = False
    browser: bool = False
    kinds: tuple[Kind, ...]


class Trap(Strict):
    """Something endless: where it begins, and the start of every address that belongs to it."""

    trap: str
    entry: str
    prefix: str
    host: str = "own"
    names: bool = False


class Truth(Strict):
    """All that is true of one world. In addresses, `{own}` stands for the origin of a host."""

    hosts: Mapping[str, Host]
    carriers: tuple[Carrier, ...]
    traps: tuple[Trap, ...]
    origins: Mapping[str, str] = Field(default_factory=dict)

    def kinds(self, standing: Standing | None = None) -> tuple[Kind, ...]:
        """Return all kinds, or those of one standing."""
        found = (kind for carrier in self.carriers for kind in carrier.kinds)
        return tuple(kind for kind in found if standing in (None, kind.standing))

    def fill(self, text: str) -> str:
        """Put the origins of hosts into a text."""
        return _PLACE.sub(lambda found: self.origins.get(found[1], found[0]), text)


def load(origins: Mapping[str, str] | None = None, *, by_names: bool = True) -> Truth:
    """Read the truth; `origins` says for each host (`own`) and its plain http (`own_http`) where it is."""
    hosts = TypeAdapter(dict[str, Host]).validate_python(_read(FOLDER / "hosts.yaml"))
    traps = TypeAdapter(tuple[Trap, ...]).validate_python(_read(FOLDER / "traps.yaml"))
    carriers = tuple(_carriers(by_names))
    kept = tuple(trap for trap in traps if by_names or not trap.names)
    return Truth(hosts=hosts, carriers=carriers, traps=kept, origins=origins or named(hosts))


def named(hosts: Mapping[str, Host]) -> dict[str, str]:
    """Return the origins of a world that is served under its host names."""
    return origins_of({key: host.name for key, host in hosts.items()}, dict.fromkeys(hosts, "https"))


def origins_of(places: Mapping[str, str], schemes: Mapping[str, str]) -> dict[str, str]:
    """Return for each host `own` (its origin), `own_http` (its plain http) and `own_name` (host and port alone)."""
    return {
        name: origin
        for key, place in places.items()
        for name, origin in (
            (key, f"{schemes[key]}://{place}"),
            (f"{key}_http", f"http://{place}"),
            (f"{key}_name", place),
        )
    }


def _carriers(by_names: bool) -> Iterator[Carrier]:
    for standing in ("broken", "good", "unverified"):
        for path in sorted((FOLDER / "truth").glob(f"{standing}*.yaml")):
            for carrier in TypeAdapter(list[Carrier]).validate_python(_read(path)):
                if by_names or not carrier.names:
                    yield carrier.model_copy(update={"kinds": tuple(_kinds(carrier, standing, by_names))})


def _kinds(carrier: Carrier, standing: str, by_names: bool) -> Iterator[Kind]:
    for kind in carrier.kinds:
        if by_names or not kind.names:
            browser = kind.browser or carrier.browser
            yield kind.model_copy(update={"standing": standing, "page": carrier.page, "browser": browser})


def _read(path: Path) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one: ten times as fast
    return yaml.load(path.read_text(encoding="utf-8"), loader)
