"""Compares what an audit wrote (`links.json`) with the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from oitcrawler.urls import normalise

from .exchange import where
from .site import file_of
from .truth import Kind, Standing, Truth

Entry = Mapping[str, Any]
Asked = Sequence[tuple[str, str, str]]
Key = tuple[str, str]
BEHIND_PAGING = "not-found-behind-paging"
_OTHERS: tuple[Standing, Standing] = ("good", "unverified")
_PLAIN: Mapping[str, object] = {"does": "page", "head": None, "first": None, "wire": "", "rate": 0, "code": 200}


@dataclass(frozen=True, slots=True)
class Measured:
    """How well an audit saw the world. All but `traps` and `wrong_cause` are names of kinds, sorted.

    `false_alarms` are good kinds called broken, and addresses called broken that are no kind's; `accused` kinds that
    nobody can verify, called broken; `doubted` good kinds called unverified; `evaded` broken kinds called unverified
    (they are missed too); `unsaid` kinds that nobody can verify of which nothing was said; `unsourced` kinds found
    without every page that carries them; `traps` requests per trap.
    """

    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    evaded: tuple[str, ...] = ()
    wrong_cause: Mapping[str, str] = field(default_factory=dict)
    false_alarms: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    unsourced: tuple[str, ...] = ()
    traps: Mapping[str, int] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        """The share of broken kinds that were found."""
        known = len(self.found) + len(self.missed)
        return len(self.found) / known if known else 0.0

    def told(self) -> str:
        """Return the measurement in lines for people."""
        lines = [f"found {len(self.found)} of {len(self.found) + len(self.missed)} kinds ({self.recall:.1%})"]
        for name in ("missed", "evaded", "false_alarms", "accused", "doubted", "unsaid", "unsourced"):
            lines.append(f"{name}: {len(getattr(self, name))} {', '.join(getattr(self, name))}".rstrip())
        lines.append(f"wrong_cause: {', '.join(f'{kind} ({cause})' for kind, cause in self.wrong_cause.items())}")
        lines.append(f"traps: {', '.join(f'{trap} {count}' for trap, count in self.traps.items())}")
        return "\n".join(lines)


def measure(document: Mapping[str, Any], truth: Truth, asked: Asked = (), *, browser: bool = True) -> Measured:
    """Compare a links document with the truth; `asked` are the requests that the world counted.

    Without `browser`, kinds that only a browser sees are nobody's fault: neither found nor missed.
    """
    links = document["links"]
    index = _Index(truth)
    broken = [(entry, index.kinds(entry)) for entry in links["broken"]]
    doubtful = _names(index.kinds(entry) for entry in links.get("unverified", ()))
    accused = _names(kinds for _, kinds in broken)
    wanted = {kind.kind for kind in truth.kinds("broken") if browser or not kind.browser}
    good, unsure = ({kind.kind for kind in truth.kinds(one)} for one in _OTHERS)
    strangers = {str(entry["url"]) for entry, kinds in broken if not kinds}
    return Measured(
        found=_sorted(accused & wanted),
        missed=_sorted(wanted - accused),
        evaded=_sorted(wanted & doubtful - accused),
        wrong_cause=_wrong_causes(broken),
        false_alarms=_sorted(accused & good | strangers),
        accused=_sorted(accused & unsure),
        doubted=_sorted(doubtful & good),
        unsaid=_sorted(unsure - doubtful - accused),
        unsourced=_sorted(_unsourced(broken, truth)),
        traps=trap_requests(truth, asked),
    )


class _Index:
    """Finds the kinds that an entry of the document speaks of."""

    def __init__(self, truth: Truth) -> None:
        self._by_key: dict[Key, list[Kind]] = {}
        self._by_written: dict[str, list[Kind]] = {}
        for kind in truth.kinds():
            url, written = truth.fill(kind.url), truth.fill(kind.written or kind.url)
            self._by_key.setdefault(_key(url), []).append(kind)
            if normalise(url, "") is None or kind.standing == "broken":
                self._by_written.setdefault(written.strip(), []).append(kind)

    def kinds(self, entry: Entry) -> tuple[Kind, ...]:
        """Return the kinds of the entry's address; for a missing fragment those whose fragment is meant."""
        url = str(entry["url"])
        written = [str(source.get("written", "")).strip() for source in entry.get("sources", ())]
        for key in self._keys(url, written, str(entry["cause"])):
            if key in self._by_key:
                return tuple(self._by_key[key])
        return tuple(kind for one in (url.strip(), *written) for kind in self._by_written.get(one, ()))[:1]

    @staticmethod
    def _keys(url: str, written: Iterable[str], cause: str) -> Iterable[Key]:
        address, fragment = _key(url)
        if cause == "missing-fragment":
            yield address, fragment
            yield from ((address, unquote(one.partition("#")[2])) for one in written)
        elif address:
            yield address, ""
            yield address, fragment


def _key(url: str) -> Key:
    address, _, fragment = url.partition("#")
    return normalise(address, "") or "", unquote(fragment)


def _names(found: Iterable[tuple[Kind, ...]]) -> set[str]:
    return {kind.kind for kinds in found for kind in kinds}


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _wrong_causes(broken: Iterable[tuple[Entry, tuple[Kind, ...]]]) -> dict[str, str]:
    return {
        kind.kind: str(entry["cause"])
        for entry, kinds in broken
        for kind in kinds
        if kind.standing == "broken" and str(entry["cause"]) not in kind.cause
    }


def _unsourced(broken: Iterable[tuple[Entry, tuple[Kind, ...]]], truth: Truth) -> Iterable[str]:
    own = truth.origins["own"]
    pages = [f"{own}{carrier.page}" for carrier in truth.carriers]
    for entry, kinds in broken:
        told = {normalise(str(source["page"]), "") for source in entry.get("sources", ())}
        for kind in kinds:
            places = pages if kind.everywhere else [f"{own}{file_of(kind) or kind.page}"]
            if kind.kind != BEHIND_PAGING and not {normalise(page, "") for page in places} <= told:
                yield kind.kind


def trap_requests(truth: Truth, asked: Asked) -> dict[str, int]:
    """Return how many requests each trap cost."""
    return {
        trap.trap: sum(host == trap.host and target.startswith(trap.prefix) for host, _, target in asked)
        for trap in truth.traps
    }


def asked_twice(truth: Truth, asked: Asked) -> tuple[str, ...]:
    """Return the kinds whose address works at once and was got more than once: another spelling, or waste."""
    times = Counter((host, where(target)) for host, method, target in asked if method == "GET")
    origins = {origin: key for key, origin in truth.origins.items() if "://" in origin and not key.endswith("_http")}
    wasted = []
    for kind in truth.kinds("good"):
        url = truth.fill(kind.url)
        origin, _, rest = url.partition("://")[2].partition("/")
        host = origins.get(f"{url.partition('://')[0]}://{origin}")
        plain = kind.serve is None or kind.serve == kind.serve.model_copy(update=_PLAIN)
        if host and plain and times[host, where("/" + rest.encode().decode("latin-1"))] > 1:
            wasted.append(kind.kind)
    return tuple(sorted(wasted))
