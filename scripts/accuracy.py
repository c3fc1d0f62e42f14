"""How often texts are given to the right item: `make accuracy LABELS=FILE`.

FILE holds one labelled text per line, as JSON: {"year", "framework", "item", "text", "heading" or "section", "agency",
"explicit", "negative_kind"}. Printed are, with the texts as they are and again without the numbers that stand in them,
per list and item n, precision, recall and how often the number alone decided; then texts of no item, confidence against
observed precision, and the agencies with the worst figures. Nothing is trained, so that nothing needs to be held out;
the rules were read from the same rows, though, and unseen rows will come out somewhat worse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from oitcrawler import accuracy
from oitcrawler.accuracy import Judged, Labelled, Score, Share
from oitcrawler.checklist import available, load
from oitcrawler.locate.labelling import NONE, Labeller

WORST = 8
COLUMNS = ("n", "precision", "recall", "by code alone")


def main(argv: list[str]) -> int:
    """Print the tables. Returns 2 when the file cannot be read."""
    asked = _arguments(argv)
    try:
        found = (json.loads(line) for line in asked.labels.read_text("utf-8").splitlines() if line.strip())
        rows = accuracy.merged(_row(one) for one in found if one["item"] is not None)  # a gap labels no words
    except (OSError, ValueError, KeyError, TypeError) as problem:
        sys.stderr.write(f"accuracy: {asked.labels}: {problem}\n")
        return 2
    asked_for = {row.list_key for row in rows}
    labellers = {key: Labeller(load(key)) for key in available() if key in asked_for}
    missing = ", ".join(sorted(asked_for - set(labellers))) or "none"
    _print(f"{len(rows)} texts; left out: items of other years' lists, and lists that are not there: {missing}\n")
    if not asked.strip_codes:
        _tables("Texts as they are", accuracy.judge(rows, labellers), asked.errors)
    _tables("Without the numbers", accuracy.judge((row.without_code for row in rows), labellers), asked.errors)
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="accuracy", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("labels", type=Path, help="the labelled texts, JSON Lines")
    parser.add_argument("--strip-codes", action="store_true", help="only the tables without the numbers")
    parser.add_argument("--errors", action="store_true", help="also every wrong answer")
    return parser.parse_args(argv)


def _row(found: Mapping[str, object]) -> Labelled:
    item = str(found["item"])
    return Labelled(
        text=str(found["text"]),
        list_key=_list_key(str(found.get("framework") or ""), str(found["year"]), item),
        items=frozenset() if item == NONE else frozenset((item,)),
        section=str(found.get("section") or found.get("heading") or ""),
        explicit=bool(found.get("explicit")),
        agency=str(found.get("agency") or ""),
        negative_kind=str(found.get("negative_kind") or ""),
    )


def _list_key(framework: str, year: str, item: str) -> str:
    """Return the key of the list in `checklists/`: the year's of the NACC, or "ovec-2569".

    A text of no item is tried against the year's list of the NACC, whoever's list its agency follows.
    """
    if not framework or framework.startswith("NACC") or item == NONE:
        return year
    body, _, rest = framework.partition("-")
    return f"{body.lower()}-{rest or year}"


def _tables(title: str, judged: tuple[Judged, ...], show_errors: bool) -> None:
    positive = [one for one in judged if one.row.items]
    negative = [one for one in judged if not one.row.items]
    _print(f"# {title}\n")
    for name, group in (
        ("the agency wrote the number", [one for one in positive if one.row.explicit]),
        ("inferred from the words", [one for one in positive if not one.row.explicit]),
    ):
        _print(f"## {title}: {name}\n\nPrecision counts the texts of no item too.\n")
        _scores(("list", ""), [*_widened(accuracy.per_list([*group, *negative]))])
        _scores(("list", "item"), accuracy.per_item([*group, *negative]))
    _shares("Texts of no item", ("kind", "n", "taken for an item", "share"), accuracy.negatives(judged))
    _confidence(accuracy.calibration(judged))
    _print(f"## Agencies with the worst figures ({WORST} of {len({one.row.agency for one in judged})})\n")
    _scores(("agency", ""), [*_widened(one for one in accuracy.per_agency(positive)[:WORST])])
    if show_errors:
        for one in accuracy.errors(judged):
            wanted = "/".join(sorted(one.row.items)) or NONE
            in_section = f" [{one.row.section}]" if one.row.section else ""
            _print(
                f"- {one.row.list_key} {wanted} → {one.view.item} {one.view.confidence} “{one.row.text}”{in_section}"
                f" · {one.view.why.th}"
            )
        _print("")


def _widened(scores: Iterable[Score]) -> Iterable[Score]:
    return (Score((*one.name, "all"), one.n, one.answered, one.right, one.by_code) for one in scores)


def _scores(names: tuple[str, str], scores: Iterable[Score]) -> None:
    rows = [(*one.name, str(one.n), _share(one.precision), _share(one.recall), str(one.by_code)) for one in scores]
    _table((*names, *COLUMNS), rows)


def _shares(title: str, columns: tuple[str, ...], shares: tuple[Share, ...]) -> None:
    whole = Share("all", sum(one.n for one in shares), sum(one.count for one in shares))
    _print(f"## {title}\n")
    _table(columns, [(one.name, str(one.n), str(one.count), _share(one.share)) for one in (*shares, whole)])


def _confidence(bins: tuple[Share, ...]) -> None:
    _print("## Confidence against observed precision\n")
    rows = [(one.name, str(one.n), f"{one.mean:.3f}", _share(one.share)) for one in bins]
    _table(("from", "n", "mean confidence", "right"), rows)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    _print(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}")
    for row in rows:
        _print(f"| {' | '.join(row)} |")
    _print("")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
