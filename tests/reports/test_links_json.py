"""`links.json`: its schema, and what the schema refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from oitcrawler.model import Cause, Lang
from oitcrawler.report import LinkRun, link_format_named, link_formats

from .link_sample import BLIND, CLEAN, FIRST, RUN, hostile, huge

Document = dict[str, Any]
SCHEMA = json.loads((files("oitcrawler.reports") / "links.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RUNS = {"run": RUN, "first": FIRST, "clean": CLEAN, "blind": BLIND, "hostile": hostile(), "huge": huge(60, 2, 50)}


def rendered(run: LinkRun, lang: Lang = "th") -> Document:
    document: Document = json.loads(link_format_named("json").render(run, lang))
    return document


def test_the_formats_are_found() -> None:
    assert link_formats() == ("csv", "html", "json")
    assert {link_format_named(name).STEM for name in link_formats()} == {"links"}


def test_the_schema_is_a_schema_and_knows_every_cause() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["$defs"]["cause"]["enum"]) == {str(one) for one in Cause}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_runs_fit_the_schema(name: str, lang: Lang) -> None:
    VALIDATOR.validate(rendered(RUNS[name], lang))


def test_every_page_of_every_link_is_told() -> None:
    told = rendered(RUN)["links"]["broken"]
    assert [len(one["sources"]) for one in told] == [len(one.sources) for one in RUN.links.broken]


WRONG: dict[str, Callable[[Document], Any]] = {
    "another schema": lambda one: one.update(schema="oitcrawler.links/2"),
    "a cause that there is not": lambda one: one["links"]["broken"][0].update(cause="dead"),
    "no sources": lambda one: one["links"]["broken"][0].pop("sources"),
    "a source without its page": lambda one: one["links"]["broken"][0]["sources"][0].pop("page"),
    "a key too many": lambda one: one["links"]["broken"][0].update(note=""),
    "a status in words": lambda one: one["links"]["broken"][0].update(status="404"),
    "found in no run": lambda one: one["links"]["broken"][0].update(runs=0),
    "a negative count": lambda one: one["coverage"].update(over_budget=-1),
    "a pattern of nothing": lambda one: one["coverage"]["left_alone"][0].update(count=0),
    "no changes": lambda one: one.pop("changes"),
    "another language": lambda one: one.update(lang="fr"),
    "a moment that is none": lambda one: one["run"].update(started_at=""),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_schema_refuses(name: str) -> None:
    document = rendered(RUN)
    wrong = copy.deepcopy(document)
    WRONG[name](wrong)
    assert wrong != document
    assert not VALIDATOR.is_valid(wrong)
