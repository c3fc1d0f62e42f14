"""Every check against its cases, and the contract that all checks keep."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from oitcrawler.checks import CheckParams, load, names
from oitcrawler.model import Cause, CouldNotCheck, Met, NotMet, Outcome, Result, Review, Text

from ..cases import table
from .building import case_of

HERE = Path(__file__).parent
EXPECTED = {"outcome", "code", "cause", "reason", "quotes", "rows", "pages", "faults"}


class Sample(NamedTuple):
    check: str
    raw: dict[str, Any]


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(Sample(path.stem, raw) for path in sorted(HERE.glob("*.yaml")) for raw in table(path))


@cache
def results() -> dict[str, tuple[Result, ...]]:
    by_check: dict[str, list[Result]] = defaultdict(list)
    for sample in samples():
        by_check[sample.check].append(judge(sample))
    return {name: tuple(found) for name, found in by_check.items()}


def judge(sample: Sample) -> Result:
    module = load(sample.check)
    return module.check(case_of(sample.raw), module.Params.model_validate(sample.raw.get("params", {})))


def label(sample: Sample) -> str:
    return f"{sample.check}: {sample.raw['name']}"


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_case(sample: Sample) -> None:
    result, expect = judge(sample), sample.raw["expect"]
    assert set(expect) <= EXPECTED, f"unknown expectation in {label(sample)}: {sorted(set(expect) - EXPECTED)}"
    assert result.outcome == Outcome(expect["outcome"]), result
    assert getattr(result, "code", None) == expect.get("code"), result
    if isinstance(result, CouldNotCheck):
        assert result.cause == Cause(expect["cause"]), result
    for piece in strings(expect.get("reason", ())):
        assert piece in result.reason.th or piece in result.reason.en, result.reason
    compare_proof(result, expect)


def compare_proof(result: Result, expect: dict[str, Any]) -> None:
    faults = getattr(result, "faults", ())
    cited = (*getattr(result, "proof", ()), *(fault.at for fault in faults))
    for piece in strings(expect.get("quotes", ())):
        assert any(piece in one.quote for one in cited), cited
    for row in expect.get("rows", ()):
        assert str(row) in {one.row for one in cited}, cited
    for page in expect.get("pages", ()):
        assert page in {one.page for one in cited}, cited
    messages = " ".join(fault.message.th + fault.message.en for fault in faults)
    for piece in strings(expect.get("faults", ())):
        assert piece in messages, messages


def strings(value: Any) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str | int) else tuple(str(one) for one in value)


def test_there_are_checks_and_cases() -> None:
    assert len(names()) >= 21
    assert len(samples()) >= 5 * len(names())


def test_no_case_is_for_a_check_that_does_not_exist() -> None:
    assert {sample.check for sample in samples()} == set(names())


def test_no_two_cases_have_one_name() -> None:
    labels = [label(sample) for sample in samples()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", names())
def test_check_passes_fails_and_gives_all_its_codes(name: str) -> None:
    found = results()[name]
    assert {Outcome.MET, Outcome.NOT_MET, Outcome.REVIEW} <= {one.outcome for one in found}
    given = {one.code for one in found if isinstance(one, NotMet | Review)}
    assert given == set(load(name).CODES)


@pytest.mark.parametrize("name", names())
def test_trouble_of_the_tool_is_tried(name: str) -> None:
    assert Outcome.COULD_NOT_CHECK in {one.outcome for one in results()[name]}


@pytest.mark.parametrize("name", names())
def test_nothing_found_is_a_gap_only_on_a_site_seen_whole(name: str) -> None:
    """What is missing everywhere is missing; what may be among the unseen is not."""
    params = next(sample.raw.get("params", {}) for sample in samples() if sample.check == name)
    whole = judge(Sample(name, {"params": params}))
    part = judge(Sample(name, {"params": params, "coverage": {"blind": {"x": "timeout"}}}))
    assert isinstance(whole, NotMet)
    assert isinstance(part, CouldNotCheck)
    assert part.cause is Cause.TIMEOUT


@pytest.mark.parametrize("name", names())
def test_check_keeps_to_the_contract(name: str) -> None:
    module = load(name)
    assert issubclass(module.Params, CheckParams)
    assert module.Params.model_config["extra"] == "forbid"
    assert "Source:" in (module.__doc__ or "")
    assert all(f"`{code}`" in (module.__doc__ or "") for code in module.CODES)


def on_own_site(sample: Sample) -> bool:
    """Leave out evidence whose address alone says that it is not the agency's."""
    return all("example.go.th" in one.get("url", "example.go.th") for one in sample.raw.get("found", ()))


def all_documents(sample: Sample) -> bool:
    """Choose cases of documents alone, but not a file's format, which OCR does not read."""
    if sample.check == "file-formats":
        return False
    found = sample.raw.get("found", ())
    read = all(one.keys() & {"text", "pages", "tables"} for one in found)
    return bool(found) and read and all(one.get("kind") in ("pdf", "image") for one in found)


@pytest.mark.parametrize("sample", [one for one in samples() if on_own_site(one)], ids=label)
def test_obstacles_never_make_a_gap_or_a_new_pass(sample: Sample) -> None:
    """Judge each case again with nothing readable, on a site that was not seen whole."""
    blinded = dict(sample.raw)
    blinded["coverage"] = {"home": "timeout"}
    blinded["found"] = [
        {
            "url": one.get("url", "https://www.example.go.th/x"),
            "kind": one.get("kind", "html"),
            "obstacle": "parser-error",
        }
        for one in sample.raw.get("found", ())
    ]
    if sample.raw.get("home") is not None:
        blinded["home"] = {"obstacle": "timeout"}
    result = judge(Sample(sample.check, blinded))
    assert isinstance(result, CouldNotCheck | Review) or result.outcome is Outcome.NOT_APPLICABLE, result


@pytest.mark.parametrize("sample", [one for one in samples() if all_documents(one)], ids=label)
def test_what_ocr_has_read_never_makes_a_gap(sample: Sample) -> None:
    scanned = dict(sample.raw)
    scanned["found"] = [
        {
            **one,
            "ocr": True,
            "tables": [{**table, "ocr": True} for table in one.get("tables", ())],
        }
        for one in sample.raw["found"]
    ]
    assert not isinstance(judge(Sample(sample.check, scanned)), NotMet)


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_reading_less_never_makes_a_pass(sample: Sample) -> None:
    cut = dict(sample.raw)
    cut["found"] = [{**one, "obstacle": "truncated"} for one in sample.raw.get("found", ())]
    if cut["expect"]["outcome"] != "met":
        assert judge(Sample(sample.check, cut)).outcome is not Outcome.MET


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_judging_twice_gives_the_same(sample: Sample) -> None:
    assert judge(sample) == judge(sample)


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_reasons_are_in_both_languages_and_proof_is_cited(sample: Sample) -> None:
    result = judge(sample)
    messages = [result.reason, *(fault.message for fault in getattr(result, "faults", ()))]
    assert all(isinstance(one, Text) and one.th.strip() and one.en.strip() for one in messages)
    assert any("ก" <= letter <= "ฮ" for letter in result.reason.th)
    if isinstance(result, Met | NotMet):
        assert all(one.url and one.quote.strip() for one in result.proof)
