"""`report.json`: its shape, its schema, and what the schema refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from oitcrawler.model import Cause, Lang, Origin, Outcome, Verdict
from oitcrawler.report import SCHEMA, Interval, Report, Score, format_named

from . import golden
from .sample import CITATION, COVERAGE, ITEMS, all_pass, item, sample
from .trials import hostile, huge

Document = dict[str, Any]
SCHEMA_FILE = json.loads((files("oitcrawler.reports") / "report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA_FILE)
REPORTS: dict[str, Callable[[], Report]] = {
    "sample": sample,
    "all pass": all_pass,
    "hostile": hostile,
    "huge": lambda: huge(20, 20),
    "nothing": lambda: sample(items=(), findings=(), score=Score(Interval(0, 100), {}, {})),
}


def rendered(report: Report, lang: Lang = "th") -> Document:
    document: Document = json.loads(format_named("json").render(report, lang))
    return document


def index(verdict: Verdict) -> int:
    return next(number for number, one in enumerate(ITEMS) if one[2] is verdict)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA_FILE)
    assert SCHEMA_FILE["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_reports_fit_the_schema(name: str, lang: Lang) -> None:
    VALIDATOR.validate(rendered(REPORTS[name](), lang))


def test_the_schema_knows_every_value_of_the_model() -> None:
    definitions = SCHEMA_FILE["$defs"]
    assert set(definitions["cause"]["enum"]) == {str(one) for one in Cause}
    assert set(definitions["item"]["properties"]["verdict"]["enum"]) == {str(one) for one in Verdict}
    assert set(definitions["requirement"]["properties"]["outcome"]["enum"]) == {str(one) for one in Outcome}
    assert set(definitions["citation"]["properties"]["origin"]["enum"]) == {str(one) for one in Origin}


def objects(schema: object) -> list[Document]:
    found = []
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            found.append(schema)
        for value in schema.values():
            found.extend(objects(value))
    elif isinstance(schema, list):
        for value in schema:
            found.extend(objects(value))
    return found


def test_every_object_of_the_schema_is_closed() -> None:
    assert len(objects(SCHEMA_FILE)) > 20
    for one in objects(SCHEMA_FILE):
        if "properties" in one:
            assert one["additionalProperties"] is False
            assert set(one["required"]) == set(one["properties"])


def change(path: str, value: object) -> Callable[[Document], None]:
    def apply(document: Document) -> None:
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        here: Any = document
        for part in way:
            here = here[part]
        assert here[last] != value
        here[last] = value

    return apply


def drop(path: str, key: str) -> Callable[[Document], None]:
    def apply(document: Document) -> None:
        here: Any = document
        for part in path.split(".") if path else ():
            here = here[int(part) if part.isdigit() else part]
        del here[key]

    return apply


P, G, R = (f"items.{index(one)}" for one in (Verdict.PASS, Verdict.GAP, Verdict.REVIEW))
U, N = (f"items.{index(one)}" for one in (Verdict.COULD_NOT_CHECK, Verdict.NOT_APPLICABLE))
WRONG: dict[str, Callable[[Document], None]] = {
    "a pass without evidence": change(f"{P}.evidence", []),
    "a pass without a requirement": change(f"{P}.requirements", []),
    "a pass with nothing met": change(f"{P}.requirements.0.outcome", "not_applicable"),
    "a pass with a requirement that could not be checked": change(f"{U}.verdict", "pass"),
    "a pass with a requirement to review": change(f"{R}.verdict", "pass"),
    "a pass with a requirement not met": change(f"{G}.verdict", "pass"),
    "a met requirement without evidence": change(f"{P}.requirements.0.evidence", []),
    "a gap in which nothing is not met": change(f"{P}.verdict", "gap"),
    "a gap because the tool could not see": change(f"{U}.verdict", "gap"),
    "a gap because a person must look": change(f"{R}.verdict", "gap"),
    "a gap by a rule that is not confirmed": change(f"{G}.requirements.1.confirmed", False),
    "a gap without a code": change(f"{G}.requirements.1.code", None),
    "a gap that only OCR has read": change(f"{G}.requirements.1.evidence.0.origin", "ocr"),
    "a gap with the cause of a failure": change(f"{G}.requirements.1.cause", "timeout"),
    "a review that hides a gap": change(f"{G}.verdict", "review"),
    "not applicable that hides a gap": change(f"{G}.verdict", "not_applicable"),
    "could not check that hides a gap": change(f"{G}.verdict", "could_not_check"),
    "could not check without a cause": change(f"{U}.requirements.1.cause", None),
    "could not check with nothing unseen": change(f"{N}.verdict", "could_not_check"),
    "an unknown verdict": change(f"{P}.verdict", "fail"),
    "an unknown outcome": change(f"{P}.requirements.0.outcome", "ok"),
    "an unknown cause": change(f"{U}.requirements.1.cause", "gremlins"),
    "an unknown cause of failures": change("coverage.failed_by_cause", {"gremlins": 1}),
    "an unknown severity": change("findings.0.severity", "urgent"),
    "a code in words": change("findings.0.code", "Wrong e-GP number"),
    "page zero": change("findings.0.location.page", 0),
    "another schema": change("schema", "oitcrawler.report/2"),
    "another language": change("lang", "fr"),
    "a day of the Buddhist era": change("run.as_of", "30/4/2568"),
    "a year of the common era": change("checklist.year", 2025),
    "a score over 100": change("score.oit.max", 100.5),
    "a score in words": change("score.oit.min", "62.50"),
    "a negative count": change("coverage.pages", -1),
    "a key too many": change("items.0.note", "x"),
    "a key too many at the top": change("html", ""),
    "no coverage": drop("", "coverage"),
    "no reason": drop("items.0.requirements.0", "reason"),
    "no location": drop("findings.0", "location"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_schema_refuses(name: str) -> None:
    document = rendered(sample())
    VALIDATOR.validate(document)
    wrong = copy.deepcopy(document)
    _with_missing_keys(WRONG[name], wrong)
    assert wrong != document
    assert not VALIDATOR.is_valid(wrong)


def _with_missing_keys(apply: Callable[[Document], None], document: Document) -> None:
    """Apply a change that may also add a key that was not there."""
    document.setdefault("html", None)
    document["items"][0].setdefault("note", None)
    apply(document)
    for holder, key in ((document, "html"), (document["items"][0], "note")):
        if holder.get(key, "kept") is None:
            del holder[key]


def test_keys_are_those_of_the_design() -> None:
    document = rendered(sample())
    assert list(document) == [
        "schema", "lang", "tool", "agency", "run", "checklist", "answers", "coverage", "score", "items", "decisions",
        "findings", "links", "past",
    ]  # fmt: skip
    assert set(document["items"][0]) >= {"id", "title", "topic", "verdict", "requirements", "evidence", "measures"}
    assert set(document["findings"][0]["location"]) == {"page", "row", "selector"}
    assert document["coverage"]["failed_by_cause"] == {"http-403": 1, "scanned": 2, "timeout": 3}


def test_texts_are_in_the_chosen_language() -> None:
    thai, english = rendered(sample(), "th"), rendered(sample(), "en")
    assert (thai["lang"], english["lang"]) == ("th", "en")
    assert thai["items"][5]["title"] == "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี"
    assert english["items"][5]["measures"][0]["steps"][1] == "Have them approved"


def test_the_file_is_readable_text() -> None:
    body = format_named("json").render(sample(), "th")
    assert body.endswith(b"\n}\n")
    assert "โครงสร้างและอำนาจหน้าที่".encode() in body
    assert b"\\u0e" not in body
    assert b'\n  "tool": {\n    "name": "oitcrawler"' in body


def test_the_same_report_gives_the_same_bytes() -> None:
    backwards = replace(COVERAGE, failed_by_cause=dict(reversed(list(COVERAGE.failed_by_cause.items()))))
    score = sample().score
    turned = replace(score, subs=dict(reversed(list(score.subs.items()))))
    render = format_named("json").render
    assert render(sample(), "th") == render(sample(coverage=backwards, score=turned), "th")


def test_sub_indicators_stand_in_the_order_of_their_numbers() -> None:
    subs = {"10.1": Interval(0, 0), "9.10": Interval(0, 0), "9.2": Interval(0, 0)}
    document = rendered(sample(score=Score(Interval(0, 0), {}, subs)))
    assert list(document["score"]["subs"]) == ["9.2", "9.10", "10.1"]


@pytest.mark.parametrize(("number", "written"), [(84.995, 85.0), (62.5, 62.5), (1.005, 1.01), (66.666666, 66.67)])
def test_scores_are_rounded_half_up(number: float, written: float) -> None:
    document = rendered(sample(score=Score(Interval(number, number), {}, {})))
    assert document["score"]["oit"] == {"min": written, "max": written}


def test_what_cannot_be_written_as_utf_8_does_not_stop_the_report() -> None:
    one = replace(item(ITEMS[0], 1.0), evidence=(), requirements=())
    broken = replace(sample(), items=(replace(one, period="ปี\ud800"),))
    assert rendered(broken)["items"][0]["period"] == "ปี\ufffd"


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        format_named("json").render(sample(coverage=replace(COVERAGE, pages=float("nan"))), "th")  # type: ignore[arg-type]


def test_the_modules_of_python_are_not_shadowed() -> None:
    ours = format_named("json")
    assert json.__name__ == "json"
    assert json.loads("[1]") == [1]
    assert ours.SUFFIX == "json"
    assert ours.MEDIA_TYPE == "application/json"


def test_golden() -> None:
    few = [one for one in sample().items if one.id in ("o6", "o7")]
    small = sample(items=tuple(few), findings=sample().findings[:1])
    golden.compare("report.th.json", format_named("json").render(small, "th").decode())


def test_a_citation_says_where() -> None:
    place = rendered(sample())["items"][0]["requirements"][0]["evidence"][0]
    assert (place["page"], place["row"], place["sha256"]) == (3, "12", CITATION.digest)
