"""Which addresses must be fetched again to see whether what was open is mended. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Verdict
from .report import Finding, ItemResult, Report

OPEN = frozenset({"open", "came-back", "could-not-check"})
_DECIDED = frozenset({Verdict.PASS, Verdict.NOT_APPLICABLE})


def open_findings(report: Report) -> tuple[Finding, ...]:
    """Return the findings of a report that nobody has mended or set aside."""
    return tuple(one for one in report.findings if one.status in OPEN)


def addresses_to_renew(report: Report) -> frozenset[str]:
    """Return the addresses on which the open findings of a report stand, and the pages that lead to them.

    They are the first page, the place of each finding, everything that was judged or considered for an item that is
    not in order, with the pages where links to it stand, and the pages with broken links and what these lead to.
    A page that lists other items' evidence is where a missing one may be put, so that all of them are among these;
    where else it may be put, only the crawl knows (`seeks_evidence`).
    """
    found = {report.agency.url}
    found.update(one.url for one in open_findings(report))
    for item in report.items:
        found.update(ground.via for ground in item.grounds if ground.via)
        if item.verdict not in _DECIDED:
            found.update(_of_item(item))
    for link in report.links.broken:
        found.add(link.url)
        found.update(source.page for source in link.sources)
    return frozenset(url for url in found if url.startswith(("http://", "https://")))


def seeks_evidence(report: Report) -> bool:
    """Whether something that was not in order may be put right by evidence at a place that nobody knows yet."""
    return any(item.verdict not in _DECIDED for item in report.items)


def _of_item(item: ItemResult) -> Iterator[str]:
    for ground in item.grounds:
        yield ground.url
    for evidence in (*item.evidence, *item.candidates):
        yield evidence.url
        yield evidence.final_url
    for requirement in item.requirements:
        yield from (citation.url for citation in requirement.evidence)
    if item.filed is not None:
        yield from (declared.url for declared in item.filed.urls)
