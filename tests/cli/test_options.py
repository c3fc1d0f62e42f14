"""How the values of options are read."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from oitcrawler.cli.commands import app
from oitcrawler.cli.options import format_names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("html,json", ("html", "json")),
        (" JSON , html,json,", ("json", "html")),
        ("xlsx", ("xlsx",)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_formats_are_named_once_in_their_order(written: str, names: tuple[str, ...]) -> None:
    assert format_names(written) == names


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (("check", "example.go.th", "--year", "2568", "--render"), ("auto", "never", "always")),
        (("check", "example.go.th", "--year", "2568", "--fail-on"), ("never", "gap", "broken")),
        (("links", "example.go.th", "--render"), ("auto", "never")),
        (("links", "example.go.th", "--fail-on"), ("never", "broken")),
        (("diff", ".", "--fail-on"), ("never", "change")),
        (("due", "--fail-on"), ("never", "due")),
    ],
)
def test_each_command_names_the_words_that_it_knows(words: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(app, [*words, "perhaps"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})
    assert ended.exit_code == 2
    assert f"'perhaps' is not one of {', '.join(map(repr, allowed))}" in ended.output
