"""The agency's own file: what it may say, and how a mistake in it is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler import measures
from oitcrawler.agency_file import AgencyFile, Known, load, read
from oitcrawler.agency_template import template
from oitcrawler.errors import ChecklistError, OitError, UsageError
from oitcrawler.yamlfile import parse

SAMPLE = Path(__file__).parents[1] / "docs" / "agency.sample.yaml"
KINDS = ("lao", "province", "central", "state-enterprise", "university", "public-organisation", "college")


@cache
def names() -> Known:
    """Return the names that the shipped lists know, read once."""
    return measures.known()


def agency(text: str) -> AgencyFile:
    """Return what a file of this text says."""
    return read(parse("agency.yaml", text), names())


def test_the_documented_sample_loads() -> None:
    sample = load(SAMPLE, names())
    assert sample.kind == "lao"
    assert sample.units["finance"].th == sample.units["finance"].en == "กองคลัง"
    assert sample.people["webmaster"].told() == "นางสาวสมมุติ ใจดี นักประชาสัมพันธ์ 0 2000 0000 web@example.go.th"
    assert sample.aliases_of("o11", ("service-statistics",))[0] == "จำนวนผู้มาใช้บริการ"
    assert sample.aliases_of("o1", ("news",)) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_loads_as_it_is_and_with_every_example_taken_up(kind: str) -> None:
    written = template(measures.load(), kind)
    assert agency(written).kind == kind
    opened = agency("\n".join(_opened(line) for line in written.splitlines()))
    assert set(opened.units) == set(measures.load().units.written)
    assert opened.people
    assert opened.responsible
    assert opened.measures
    assert opened.aliases


def _opened(line: str) -> str:
    """Take the mark of a comment away where an example stands."""
    words = line.removeprefix("# ")
    return (
        words if words != line and (words.startswith("  ") or words.split(":")[0] in AgencyFile.model_fields) else line
    )


def test_words_of_an_item_come_before_those_of_its_topics_and_each_once() -> None:
    found = agency("aliases:\n  o13: [ผลจัดหา, รายงานพัสดุ]\n  annual-procurement: [รายงานพัสดุ, สรุปพัสดุ]\n")
    assert found.aliases_of("o13", ("annual-procurement",)) == ("ผลจัดหา", "รายงานพัสดุ", "สรุปพัสดุ")


def test_a_byte_order_mark_of_a_windows_editor_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "agency.yaml"
    path.write_bytes("\ufeffkind: lao\r\n".encode())
    assert load(path, names()).kind == "lao"


WRONG = {
    "an unknown part": ("kind: lao\nunit: {finance: กองคลัง}\n", "agency.yaml:2", "unit", "there are: aliases, kind"),
    "an unknown unit": ("units:\n  finanse: กองคลัง\n", "agency.yaml:2", "finanse", "finance"),
    "an unknown unit of a person": ("people:\n  boss: {name: ก}\n", "agency.yaml:2", "boss", "supervisor"),
    "an unknown kind": ("names: [ก]\nkind: village\n", "agency.yaml:2", "village", "lao"),
    "an unknown topic": ("aliases:\n  newz: [ข่าวสาร]\n", "agency.yaml:2", "newz", "news"),
    "an item that no list has": ("responsible:\n  o99: {unit: clerk}\n", "agency.yaml:2", "o99", "news"),
    "an unknown finding": ("measures:\n  broken-lnk: {measure: ก}\n", "agency.yaml:2", "broken-lnk", "broken-link"),
    "an unknown unit of a topic": ("responsible:\n  news:\n    unit: pr\n", "agency.yaml:3", "pr", "public-relations"),
    "an unknown column": ("measures:\n  broken-link:\n    stepz: [ก]\n", "agency.yaml:3", "stepz", "steps"),
    "an unknown place": ("measures:\n  broken-link:\n    measure: ให้{boss}\n", "agency.yaml:3", "boss", "supervisor"),
    "a key of a person": ("people:\n  clerk: {name: ก, tel: ข}\n", "agency.yaml:2", "tel", "there are: email, name"),
    "a person without a name": ("people:\n  clerk: {phone: '1'}\n", "agency.yaml:2", "name", "must be written"),
    "a number without quotation marks": (
        "people:\n  clerk: {name: ก, phone: 021234567}\n", "agency.yaml:2", "phone", "quotation marks",
    ),
    "two times": ("measures:\n  broken-link:\n    due: {month: 3, within_days: 3}\n", "agency.yaml:3", "due", "either"),
    "no time": ("measures:\n  broken-link:\n    due: {}\n", "agency.yaml:3", "due", "either"),
    "a thirteenth month": ("measures:\n  broken-link:\n    due: {month: 13}\n", "agency.yaml:3", "month", "12"),
    "the same twice": ("kind: lao\nkind: lao\n", "agency.yaml:2", "kind", "line 1"),
    "nothing": ("# only a comment\n", "agency.yaml:1", "empty", ""),
    "a list": ("- kind\n", "agency.yaml:1", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_with_file_line_and_what_there_is(name: str) -> None:
    text, where, *says = WRONG[name]
    with pytest.raises(ChecklistError) as told:
        agency(text)
    english, thai = told.value.text.en, told.value.text.th
    assert english.startswith(where), english
    assert thai.startswith(where), thai
    for words in says:
        assert words in english


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot open"):
        load(tmp_path / "none.yaml", names())
    with pytest.raises(UsageError, match="cannot open"):
        load(tmp_path, names())
    (tmp_path / "old.yaml").write_bytes("kind: หน่วยงาน".encode("cp874"))
    with pytest.raises(ChecklistError, match="not UTF-8"):
        load(tmp_path / "old.yaml", names())


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([*AgencyFile.model_fields, "x"]), st.recursive(st.text("ก1:- ") | st.none(), st.lists)
    ),
)
def test_any_file_is_read_or_told_and_never_breaks(data: dict[str, object]) -> None:
    text = "".join(f"{key}: {value!r}\n" for key, value in data.items()) or "kind: lao\n"
    try:
        said = agency(text).names or ("agency.yaml:",)
    except OitError as told:
        said = (told.text.th,)
    assert all(said)


def test_a_template_for_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="there are: central"):
        template(measures.load(), "village")
