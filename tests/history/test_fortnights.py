"""A quarter of fortnights on one site, by a clock: what broke, was mended, broke again, and what nobody could tell."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from oitcrawler.history import LinkLife, day_of, open_history
from oitcrawler.links.model import Standing

from .fortnights import SITE, fortnight, look


@dataclass(frozen=True)
class Told:
    """How the life of a link must read in the end; days as fortnights."""

    standing: str
    since: int | None = None
    mended: int | None = None
    good: int | None = None
    times: int = 0
    runs: int = 0
    confirmed: bool = False
    gone: int | None = None
    unsure: int | None = None


# What each fortnight sees of a link: `ok`, a cause, `?` nobody can tell, `-` no page names it.
STORIES: dict[str, tuple[str, Told]] = {
    "always fine": ("ok ok ok ok ok ok", Told("works", good=5)),
    "broke, was mended, broke again": (
        "ok http-404 http-404 ok http-404 http-404",
        Told("broken", since=4, mended=3, good=3, times=2, runs=2, confirmed=True),
    ),
    "broke once and was mended": ("ok ok dns ok ok ok", Told("works", since=2, mended=3, good=5, times=1)),
    "broken since the first look": (
        "http-410 http-410 http-410 http-410 http-410 http-410",
        Told("broken", since=0, times=1, runs=6, confirmed=True),
    ),
    "broke in the last run, so a suspect": ("ok ok ok ok ok timeout", Told("broken", since=5, good=4, times=1, runs=1)),
    "came back in the last run, so a suspect again": (
        "dns dns ok ok ok dns",
        Told("broken", since=5, mended=2, good=4, times=2, runs=1),
    ),
    "a rate limit in between breaks and mends nothing": (
        "ok http-404 ? ? http-404 ?",
        Told("broken", since=1, good=0, times=1, runs=2, confirmed=True, unsure=5),
    ),
    "a rate limit after good years": ("ok ok ok ? ? ?", Told("works", good=2, unsure=3)),
    "nobody could ever tell": ("? ? ? ? ? ?", Told("unverified", unsure=0)),
    "could not be told at first and is broken": ("? ? ok http-404 http-404 ok", Told("works", 3, 5, 5, 1)),
    "was taken away while broken": ("ok http-404 - - - -", Told("broken", 1, good=0, times=1, runs=1, gone=2)),
    "was taken away and put back, still broken": (
        "ok http-404 - - http-404 http-404",
        Told("broken", since=4, good=0, times=2, runs=2, confirmed=True),
    ),
    "was taken away and put back, and works": ("ok http-404 - ok ok ok", Told("works", 1, 3, 5, 1)),
    "was put back, and nobody can tell": (
        "ok http-404 - ? ? ?",
        Told("unverified", 1, good=0, times=1, runs=1, unsure=3),
    ),
    "appears late": ("- - - - ok ok", Told("works", good=5)),
}
CHANGES: tuple[dict[str, set[str]], ...] = (
    {"broke": {"broken since the first look", "came back in the last run, so a suspect again"}},
    {
        "broke": {
            "broke, was mended, broke again",
            "a rate limit in between breaks and mends nothing",
            "was taken away while broken",
            "was taken away and put back, still broken",
            "was taken away and put back, and works",
            "was put back, and nobody can tell",
        },
        "still": {"broken since the first look", "came back in the last run, so a suspect again"},
    },
    {
        "broke": {"broke once and was mended"},
        "mended": {"came back in the last run, so a suspect again"},
        "still": {"broke, was mended, broke again", "broken since the first look"},
        "gone": {
            "was taken away while broken",
            "was taken away and put back, still broken",
            "was taken away and put back, and works",
            "was put back, and nobody can tell",
        },
    },
    {
        "broke": {"could not be told at first and is broken"},
        "mended": {
            "broke, was mended, broke again",
            "broke once and was mended",
            "was taken away and put back, and works",
        },
        "still": {"broken since the first look"},
    },
    {
        "came_back": {"broke, was mended, broke again", "was taken away and put back, still broken"},
        "still": {
            "broken since the first look",
            "a rate limit in between breaks and mends nothing",
            "could not be told at first and is broken",
        },
    },
    {
        "broke": {"broke in the last run, so a suspect"},
        "came_back": {"came back in the last run, so a suspect again"},
        "mended": {"could not be told at first and is broken"},
        "still": {
            "broken since the first look",
            "broke, was mended, broke again",
            "was taken away and put back, still broken",
        },
    },
)


def path_of(story: str) -> str:
    return story.replace(" ", "-").replace(",", "")


@pytest.fixture
def history_url(url: str) -> str:
    """Live through the six fortnights; one more run in the middle breaks off and must count for nothing."""
    with open_history(url) as history:
        for number in range(6):
            at = fortnight(number)
            with history.begin(SITE, "links", at) as run:
                seen = ((name, told.split()[number]) for name, (told, _) in STORIES.items())
                run.links((look(path_of(name), word, at) for name, word in seen if word != "-"), complete=True)
                run.finish(at)
            if number == 2:
                with history.begin(SITE, "links", at) as broken_off:
                    broken_off.links(
                        [look(path_of(name), "http-5xx", at, sure=True) for name in STORIES], complete=True
                    )
    return url


def test_every_life_reads_right(history_url: str) -> None:
    with open_history(history_url) as history:
        lives = {one.url.rpartition("/")[2]: one for one in history.link_lives(SITE)}
    assert {name: as_told(lives[path_of(name)]) for name in STORIES} == {
        name: told for name, (_, told) in STORIES.items()
    }


def test_every_run_tells_what_it_changed(history_url: str) -> None:
    with open_history(history_url) as history:
        finished = [one.id for one in history.runs(SITE) if one.finished_at]
        for number, (run, expected) in enumerate(zip(finished, CHANGES, strict=True)):
            found = history.changes(run)
            for part in ("broke", "mended", "came_back", "still", "gone"):
                names = {one.url.rpartition("/")[2] for one in getattr(found, part)}
                assert names == {path_of(name) for name in expected.get(part, set())}, (number, part)


def test_what_is_broken_now_and_what_came_back(history_url: str) -> None:
    with open_history(history_url) as history:
        now = history.link_lives(SITE, broken=True)
        (site,) = history.sites()
    names = {path_of(name) for name, (_, told) in STORIES.items() if told.standing == "broken" and told.gone is None}
    assert {one.url.rpartition("/")[2] for one in now} == names
    assert site.broken == len(names)
    assert {one.url.rpartition("/")[2] for one in now if one.came_back} == {
        path_of(name) for name in names_of(times=2) if path_of(name) in names
    }


def test_a_run_that_broke_off_leaves_no_trace_but_its_row(history_url: str) -> None:
    with open_history(history_url) as history:
        states = [one.state.value for one in history.runs(SITE)]
        assert states.count("broken-off") == 1
        assert history.changes(states.index("broken-off") + 1).broke == ()


def names_of(times: int) -> set[str]:
    return {name for name, (_, told) in STORIES.items() if told.times == times}


def as_told(life: LinkLife) -> Told:
    days = {day_of(fortnight(number)): number for number in range(6)}

    def of(moment: object) -> int | None:
        return None if moment is None else days[day_of(moment)]  # type: ignore[arg-type]

    return Told(
        standing=Standing(life.standing).value,
        since=of(life.broken_since),
        mended=of(life.mended_at),
        good=of(life.last_good),
        times=life.times_broken,
        runs=life.runs_broken,
        confirmed=life.confirmed,
        gone=of(life.gone_at),
        unsure=of(life.unverified_since),
    )
