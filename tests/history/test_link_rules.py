"""What looks mean for the life of a link, over every order in which they can come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.history.database import Database
from oitcrawler.history.link_rules import taken_away, turned
from oitcrawler.history.links_kept import PORTION, portions
from oitcrawler.history.model import Change, LinkLife
from oitcrawler.history.place import resolve
from oitcrawler.links.model import Standing

from .fortnights import fortnight, look

WORDS = st.sampled_from(["ok", "http-404", "dns", "?", "-"])


def lived(words: Sequence[str]) -> tuple[LinkLife | None, list[Change]]:
    """Return the life after looks of one run each; with `-` the link is gone from a site that was read whole."""
    life, changes = None, []
    for number, word in enumerate(words):
        at = fortnight(number)
        if word == "-":
            life = (taken_away(life, (), at, complete=True) or life) if life else None
            continue
        life, change = turned(life, look("x", word, at), number)
        changes += [change] if change else []
    return life, changes


@given(st.lists(WORDS, max_size=12))
def test_the_story_holds_together(words: list[str]) -> None:
    life, changes = lived(words)
    told = [one for one in changes if one in (Change.BROKE, Change.CAME_BACK, Change.MENDED)]
    assert told.count(Change.BROKE) <= 1
    assert all(one is not Change.CAME_BACK for one in told[:1])
    # Between two times that it was mended it must have broken again.
    assert all(pair != (Change.MENDED, Change.MENDED) for pair in pairwise(told))
    if life is not None:
        assert life.times_broken == len([one for one in told if one is not Change.MENDED])
        assert (life.standing is Standing.BROKEN) <= (life.runs_broken >= 1)
        assert life.confirmed <= (life.runs_broken >= 2)
        assert (life.cause is None) is (life.standing is Standing.WORKS)


@given(st.lists(WORDS, max_size=12))
def test_a_look_that_cannot_tell_changes_only_its_note(words: list[str]) -> None:
    before, _ = lived(words)
    after, changes = lived([*words, "?"])
    assert after is not None
    assert changes[-1] is Change.UNVERIFIED
    if before is not None and before.gone_at is None:
        known = ("standing", "cause", "status", "last_good", "broken_since", "mended_at", "times_broken", "confirmed")
        assert [getattr(after, name) for name in known] == [getattr(before, name) for name in known]


@settings(max_examples=6)
@given(st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=1, max_size=80))
def test_the_database_comes_to_what_the_rules_say(several: list[list[str]]) -> None:
    """The two statements for links that simply work must not know better than the rules."""
    from tempfile import TemporaryDirectory

    from oitcrawler.history.ledger import History

    from .fortnights import SITE

    with TemporaryDirectory() as folder, History(Database.open(resolve(f"{folder}/h.sqlite3"))) as history:
        runs = []
        for number in range(5):
            at = fortnight(number)
            with history.begin(SITE, "links", at) as run:
                seen = [(name, words[number]) for name, words in enumerate(several) if words[number] != "-"]
                # An address that is always there: a run that saw nothing at all proves nothing.
                run.links([look(f"{name}", word, at) for name, word in seen] + [look("y", "ok", at)], complete=True)
                run.finish(at)
                runs.append(run.id)
        lives = {one.url.rpartition("/")[2]: one for one in history.link_lives(SITE)}
    for name, words in enumerate(several):
        expected, _ = lived(words)
        found = lives.get(str(name))
        assert (found is None) is (expected is None)
        if found is not None and expected is not None:
            told = [
                "standing", "cause", "status", "first_seen", "last_good", "broken_since", "mended_at", "times_broken",
                "confirmed", "runs_broken", "last_look", "unverified_since", "unverified_cause", "gone_at",
            ]  # fmt: skip
            assert [getattr(found, part) for part in told] == [getattr(expected, part) for part in told], words
            assert runs.index(found.last_run) == expected.last_run


def test_a_link_confirmed_within_its_first_run_is_confirmed() -> None:
    life, _ = turned(None, look("x", "http-404", fortnight(0), sure=True), 1)
    assert (life.confirmed, life.runs_broken) == (True, 1)


def test_portions_lose_nothing() -> None:
    assert [len(one) for one in portions(range(2 * PORTION + 1))] == [PORTION, PORTION, 1]
    assert list(portions(())) == []
