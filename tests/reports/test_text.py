"""Every word that a report needs is there, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest
from oitcrawler.reports import _labels, _link_labels, _text

from oitcrawler.evidence.model import Kind
from oitcrawler.model import Cause, Outcome, Text, Verdict

FOLDER = files("oitcrawler.reports")
TEMPLATES = {one.name: one.read_text("utf-8") for one in FOLDER.iterdir() if one.name.endswith(".j2")}
THAI = re.compile(r"[ก-๙]")
PLACE = re.compile(r"\{(\w+)\}")

TABLES: dict[str, tuple[Mapping[object, Text], set[object]]] = {
    "verdicts": (_text.VERDICTS, set(Verdict)),
    "verdict meanings": (_text.VERDICT_MEANINGS, set(Verdict)),
    "outcomes": (_text.OUTCOMES, set(Outcome)),
    "severities": (_text.SEVERITIES, {"high", "medium", "low"}),
    "kinds": (_text.KINDS, {str(kind) for kind in Kind}),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_a_word(name: str) -> None:
    table, values = TABLES[name]
    assert set(table) == values
    assert all(words.th and words.en for words in table.values())


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_says_in_both_languages_what_happened_and_what_to_do(cause: Cause) -> None:
    words = _text.CAUSES[cause]
    for text in (words.name, words.advice):
        assert THAI.search(text.th)
        assert text.en
        assert not THAI.search(text.en)
        assert not text.th.endswith(".")
        assert not text.en.endswith(".")


def test_no_two_causes_look_alike() -> None:
    assert len({words.name.th for words in _text.CAUSES.values()}) == len(Cause)


def test_every_outcome_is_drawn_as_a_verdict() -> None:
    assert set(_text.OUTCOME_VERDICTS) == set(Outcome)
    assert _text.OUTCOME_VERDICTS[Outcome.COULD_NOT_CHECK] is Verdict.COULD_NOT_CHECK


@pytest.mark.parametrize("name", _labels.LABELS)
def test_a_label_fills_the_same_places_in_both_languages(name: str) -> None:
    label = _labels.LABELS[name]
    assert label.th
    assert label.en
    assert not THAI.search(label.en)
    assert set(PLACE.findall(label.th)) == set(PLACE.findall(label.en))


OF_A_LINK_RUN = ("_link_", "links_")
"""How the names of templates begin that show a run of the link audit, with labels of their own."""


def labels_used(is_of_links: bool, labels: Mapping[str, Text]) -> set[str]:
    used: set[str] = set()
    for name, text in TEMPLATES.items():
        if name.startswith(OF_A_LINK_RUN) is is_of_links:
            used.update(re.findall(r"""\bt\(\s*["'](\w+)["']\s*[,)]""", text))
            for prefix in re.findall(r"""\bt\(["'](\w+_)["'] ~""", text):
                used.update(label for label in labels if label.startswith(prefix))
    return used


def test_templates_use_every_label_and_no_other() -> None:
    used = labels_used(False, _labels.LABELS)
    used.update(("line_above", "line_below", "line_never", "line_open", "page"))  # chosen in Python
    assert used == set(_labels.LABELS)


def test_templates_of_a_link_run_use_no_label_that_there_is_not() -> None:
    assert labels_used(True, _link_labels.LABELS) <= set(_link_labels.LABELS)


def test_nothing_promises_that_the_assessor_will_agree() -> None:
    words = [*_labels.LABELS.values(), *_text.VERDICTS.values(), *_text.VERDICT_MEANINGS.values()]
    for text in words:
        assert "will pass" not in text.en
        assert "ผ่านการประเมิน" not in text.th
