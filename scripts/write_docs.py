"""Writes the generated pages: `docs/findings.md` from the measures, `docs/checks.md` from the checks themselves.

python scripts/write_docs.py [--check]

Exit code 0: written, or `--check` found nothing to change; 1: `--check` found a page that is out of date.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from oitcrawler import checks
from oitcrawler import measures as measure_files
from oitcrawler.checklist_schema import Bilingual, WrittenDue, WrittenFinding, WrittenTopicMeasure

DOCS = Path(__file__).resolve().parents[1] / "docs"
SEVERITIES = {"high": "สูง · high", "medium": "ปานกลาง · medium", "low": "ต่ำ · low"}
FINDINGS_HEAD = """# Finding codes

Written by `python scripts/write_docs.py` from `measures.yaml` and `topic-measures.yaml` in `checklists/`; change those.

รหัสสิ่งที่พบแต่ละรหัสหมายความว่าอย่างไร แก้อย่างไร และใช้มาตรการใดเพื่อไม่ให้เกิดซ้ำ
What each code means, how it is mended, and the measure that keeps it from coming back. In a report, `{item}`,
`{title}`, `{year}` and `{next_year}` are filled in; other words in braces are units of `checklists/units.yaml`, which
each kind of agency calls by its own name. At the end stands how the evidence of each topic is prepared: a measure takes
these steps in the place of the one marked “by topic”.
"""
CHECKS_HEAD = """# Checks

Written by `python scripts/write_docs.py` from the modules of `oitcrawler/checks/`; change them there.

A check is a named piece of machinery. Topics in `checklists/topics/` say with which parameters it is used; a year's
list says which of these it asks for. Each sentence is true when the check passes.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are out of date."""
    outdated = 0
    for name, content in pages().items():
        path = DOCS / name
        if path.exists() and path.read_text("utf-8") == content:
            continue
        outdated += 1
        if "--check" not in arguments:
            DOCS.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/{name} {'is out of date' if '--check' in arguments else 'written'}\n")
    return 1 if outdated and "--check" in arguments else 0


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    givers = _givers()
    every = measure_files.load()
    page = _findings_page(every.findings, givers) + _topics_page(every.topics)
    return {"findings.md": page, "checks.md": _checks_page()}


def _givers() -> Mapping[str, list[str]]:
    givers: dict[str, list[str]] = defaultdict(list)
    for name in checks.names():
        for code in checks.load(name).CODES:
            givers[code].append(name)
    return givers


def _findings_page(findings: Mapping[str, WrittenFinding], givers: Mapping[str, list[str]]) -> str:
    return "\n".join(
        [FINDINGS_HEAD, *(_finding(code, findings[code], givers.get(code, [])) for code in sorted(findings))]
    )


def _finding(code: str, finding: WrittenFinding, givers: list[str]) -> str:
    measure = finding.measure
    given = ", ".join(f"[`{name}`](checks.md#{name})" for name in givers)
    lines = [
        f"## {code}",
        "",
        f"**{_both(finding.title)}**",
        "",
        f"- ความหมาย · meaning: {_both(finding.meaning)}",
        f"- วิธีแก้ · fix: {_both(finding.fix)}",
        f"- ความสำคัญ · severity: {SEVERITIES[finding.severity]}",
        f"- กำหนดแก้ · due: {_due(finding.due)}",
        *([f"- ผู้แก้ · owner: {_units(finding.owner)}"] if finding.owner else []),
        *([f"- พบโดย · given by: {given}"] if given else []),
        "",
        f"มาตรการ · measure: {_both(measure.measure)}",
        "",
        f"- ประเด็น · issue: {_both(measure.issue)}",
        *(
            f"- ขั้นตอน · step {number}: {_both(step)}{' (by topic)' if step.from_topic else ''}"
            for number, step in enumerate(measure.steps, 1)
        ),
        f"- ระยะเวลา · time frame: {_both(measure.time_frame)}",
        *([f"- ผู้รับผิดชอบ · responsible: {_units(measure.owner)}"] if measure.owner else []),
        f"- การติดตาม · monitoring: {_both(measure.monitoring)}",
        "",
    ]
    return "\n".join(lines)


def _topics_page(topics: Mapping[str, WrittenTopicMeasure]) -> str:
    once = {id(one): one for one in topics.values()}
    return "\n".join(["", "# Topics", "", *(_topic(one) for one in once.values())])


def _topic(one: WrittenTopicMeasure) -> str:
    lines = [
        f"## {', '.join(one.topics)}",
        "",
        f"**{_both(one.measure)}**",
        "",
        *(f"- ขั้นตอน · step {number}: {_both(step)}" for number, step in enumerate(one.steps, 1)),
        f"- ระยะเวลา · time frame: {_both(one.time_frame)}",
        f"- การติดตาม · monitoring: {_both(one.monitoring)}",
        "",
    ]
    return "\n".join(lines)


def _due(due: WrittenDue) -> str:
    if due.within_days is not None:
        return f"ภายใน {due.within_days} วัน · within {due.within_days} days"
    return f"สิ้นเดือนที่ {due.month} ของปี · end of month {due.month}"


def _units(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _checks_page() -> str:
    return "\n".join([CHECKS_HEAD, *(_check(name) for name in checks.names())])


def _check(name: str) -> str:
    check = checks.load(name)
    codes = ", ".join(f"[`{code}`](findings.md#{code})" for code in check.CODES)
    fields = ", ".join(f"`{field}`" for field in check.Params.model_fields) or "none"
    first = (check.__doc__ or "").strip().split("\n\n", maxsplit=1)[0]
    return f"## {name}\n\n{' '.join(first.split())}\n\n- gives: {codes}\n- parameters: {fields}\n"


def _both(words: Bilingual) -> str:
    return f"{words.th} · {words.en}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
