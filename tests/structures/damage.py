"""Ways in which evidence loses what a check looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from oitcrawler.checks import Case, Found
from oitcrawler.evidence.changes import Change, Extent
from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.thai.fold import arabic_digits

from .recorded import STARTED

Words = Callable[[str], str]
Damage = Callable[[Evidence], Evidence]

CaseDamage = Callable[[Case], Case]

YEARS_BACK = 14
"""More than any plan is long, and no multiple of a year's two last digits."""

_LONG_YEAR = re.compile(r"(?<![0-9])(25[5-7][0-9]|20[12][0-9])(?![0-9])")
_SHORT_YEAR = re.compile(r"(?<=[./ -])6[0-9](?![0-9])|(?<=[ก-๎])6[0-9](?![0-9])|(?<=/)6[0-9](?![0-9])")
_LONG_NUMBER = re.compile(r"[0-9][0-9 \n]{8,}[0-9]")
_A_MONTH = re.compile("พฤศจิกายน|พ\\.?\\s?ย\\.?|(?<![0-9])11/(?=25|6[0-9])")
_NUMBER = re.compile(r"[0-9๐-๙]")
_LETTERS = re.compile(r"[ก-ฮA-Za-z]+[ก-๎A-Za-z]*")


def reworded(evidence: Evidence, words: Words) -> Evidence:
    """Return the evidence with every text in it changed."""

    def all_of(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words(text) for text in texts)

    tables = tuple(
        replace(
            table,
            header=all_of(table.header),
            caption=words(table.caption),
            sheet=words(table.sheet) if table.sheet else table.sheet,
            rows=tuple(replace(row, cells=all_of(row.cells)) for row in table.rows),
        )
        for table in evidence.tables
    )
    return replace(
        evidence,
        title=words(evidence.title),
        file_name=words(evidence.file_name),
        passages=tuple(replace(one, text=words(one.text)) for one in evidence.passages),
        headings=tuple(replace(one, text=words(one.text)) for one in evidence.headings),
        breadcrumb=all_of(evidence.breadcrumb),
        links=tuple(
            replace(one, text=words(one.text), row=words(one.row), headings=all_of(one.headings))
            for one in evidence.links
        ),
        tables=tables,
        forms=tuple(
            replace(
                one,
                headings=all_of(one.headings),
                submit=words(one.submit),
                fields=tuple(replace(field, label=words(field.label), name=words(field.name)) for field in one.fields),
            )
            for one in evidence.forms
        ),
        images=tuple(replace(one, alt=words(one.alt), near=words(one.near)) for one in evidence.images),
        contacts=tuple(replace(one, value=words(one.value), quote=words(one.quote)) for one in evidence.contacts),
        socials=tuple(replace(one, text=words(one.text)) for one in evidence.socials),
        members=tuple(reworded(one, words) for one in evidence.members),
    )


def other_year(text: str) -> str:
    plain = arabic_digits(text)
    plain = _LONG_YEAR.sub(lambda found: str(int(found[0]) - YEARS_BACK), plain)
    return _SHORT_YEAR.sub(lambda found: str(int(found[0]) - YEARS_BACK), plain)


def without_numbers(text: str) -> str:
    return _NUMBER.sub("", text)


def cut_numbers(text: str) -> str:
    return _LONG_NUMBER.sub(lambda found: found[0][:-1], arabic_digits(text))


def without_a_month(text: str) -> str:
    return _A_MONTH.sub("", text)


def without_words(text: str) -> str:
    return _LETTERS.sub("ฮ", text)


def emptied(evidence: Evidence) -> Evidence:
    """Nothing but the address is left."""
    return Evidence(evidence.url, evidence.final_url, evidence.kind, evidence.digest)


def without_columns(evidence: Evidence) -> Evidence:
    """Tables lose their header cells, and texts, in which the names of columns may stand too, go."""
    tables = tuple(replace(table, header=tuple("ก" for _ in table.header)) for table in evidence.tables)
    return replace(evidence, tables=tables, passages=(), headings=())


def without_cells(evidence: Evidence) -> Evidence:
    """Rows lose their contents."""
    tables = tuple(
        replace(table, rows=tuple(replace(row, cells=tuple("" for _ in row.cells)) for row in table.rows))
        for table in evidence.tables
    )
    return replace(evidence, tables=tables, passages=())


def damaged(damage: Damage, *, labels: bool = False) -> CaseDamage:
    """Damage all evidence of a case, the main page and the carriers too; no labels are left to speak for it."""

    def apply(case: Case) -> Case:
        found = tuple(
            replace(one, evidence=damage(one.evidence), labels=one.labels if labels else ()) for one in case.found
        )
        home = damage(case.home) if case.home else None
        return replace(case, found=found, home=home, carriers=tuple(damage(one) for one in case.carriers))

    return apply


def changed_silently(case: Case) -> Case:
    """Every document has other words than before, and nothing anywhere says why."""
    change = Change(Extent.TEXT, "before", STARTED, STARTED, ("เดิม",), ("ใหม่",), 5, 20)
    silent = damaged(lambda one: reworded(one, without_words))(case)
    return replace(silent, found=tuple(replace(one, changes=(change,)) for one in silent.found))


def moved_away(case: Case) -> Case:
    """The main page leads nowhere, and the evidence lies where nothing leads to it."""
    found = tuple(
        Found(replace(one.evidence, url=f"{one.evidence.url}far", final_url=f"{one.evidence.final_url}far", links=()))
        for one in case.found
    )
    return replace(case, found=found, home=replace(case.home, links=()) if case.home else None, carriers=())


def speechless(evidence: Evidence) -> Evidence:
    return replace(reworded(reworded(evidence, without_words), without_numbers), contacts=(), links=())


EMPTIED = damaged(emptied)
OTHER_YEAR = damaged(lambda one: reworded(one, other_year))
NO_NUMBERS = damaged(lambda one: reworded(one, without_numbers))
NO_WORDS = damaged(lambda one: reworded(one, without_words))
NO_CELLS = damaged(without_cells)
NO_CHANNEL = damaged(lambda one: replace(one, forms=(), links=(), socials=()))
TIMELY: Mapping[str, CaseDamage] = {"emptied": EMPTIED, "other-year": OTHER_YEAR, "no-numbers": NO_NUMBERS}
WORDED: Mapping[str, CaseDamage] = {"emptied": EMPTIED, "no-words": NO_WORDS}
REACHED: Mapping[str, CaseDamage] = {"emptied": EMPTIED, "no-channel": NO_CHANNEL}

BY_CHECK: Mapping[str, Mapping[str, CaseDamage]] = {
    "activity-dated": {**TIMELY, "no-words": NO_WORDS},
    "change-explained": {"changed-silently": changed_silently},
    "complaint-channel-separate": {**REACHED, "no-words": NO_WORDS},
    "contact-parts-shown": {"emptied": EMPTIED, "no-contacts": damaged(speechless)},
    "document-covers-period": TIMELY,
    "egp-numbers-complete": {"emptied": EMPTIED, "cut-numbers": damaged(lambda one: reworded(one, cut_numbers))},
    "entries-dated": TIMELY,
    "executives-complete": {**WORDED, "no-pictures": damaged(lambda one: replace(one, images=()))},
    "file-formats": {"pictures-only": damaged(lambda one: replace(one, kind=Kind.IMAGE))},
    "form-offered": {**REACHED, "no-words": NO_WORDS},
    "months-complete": {**TIMELY, "month-missing": damaged(lambda one: reworded(one, without_a_month))},
    "not-whole-law": WORDED,
    "on-main-page": {"moved-away": moved_away},
    "projects-show-progress": {**WORDED, "no-cells": NO_CELLS},
    "questions-both-ways": REACHED,
    "service-online": REACHED,
    "social-on-main-page": {"emptied": EMPTIED, "no-accounts": damaged(lambda one: replace(one, socials=(), links=()))},
    "statistics-split-by-channel": {**WORDED, "no-numbers": NO_NUMBERS, "no-cells": NO_CELLS},
    "structure-shown": WORDED,
    "table-has-columns": {**WORDED, "no-columns": damaged(without_columns), "no-cells": NO_CELLS},
    "text-shows": WORDED,
}
"""What each check must notice in whatever it has passed."""
