"""Reports that try a format: texts and addresses of people who mean harm, and a site with very much to mend."""

from __future__ import annotations

from dataclasses import replace

from oitcrawler.model import BlindSpot, Cause, Citation, Text
from oitcrawler.report import AgencyView, BrokenLink, ItemEvidence, Links, LinkSource, Report, Run

from .sample import COVERAGE, SITE, finding, sample

HOSTILE = {
    "script": "<script>alert('แฮก')</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "bidi": "รายงาน\u202efdp.exe\u202c\u2066ปี 2568\u2069",
    "control": "หน้า\x00ที่\x1b[31m 1\u2028\x9f",
    "template": "{{ report.version }}{% raw %}",
    "style": "</style><style>@import url(http://evil.example/x.css);</style>",
    "lone surrogate": "ชื่อ\ud800ไฟล์",
    "format": "{0} {n} %s %(x)s",
}
HOSTILE_URLS = {
    "javascript": "javascript:alert(document.domain)",
    "javascript with tab": "java\tscript:alert(1)",
    "data": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file": "file:///C:/Users/clerk/passwords.txt",
    "quote": 'https://example.go.th/a"onmouseover="alert(1)',
    "long": "https://example.go.th/ดาวน์โหลด?" + "ค่า=" + "%E0%B8%81" * 900,
    "bad host": "http://[::1/admin",
    "no host": "https:///etc/passwd",
    "backslash": "http:\\\\evil.example\\x",
    "bidi": "https://example.go.th/\u202egpj.exe",
}


def hostile() -> Report:
    """Return a report in which every text and address comes from somebody who means harm."""
    report = sample()
    bad = " ".join(HOSTILE.values())
    urls = tuple(HOSTILE_URLS.values())
    text = Text(bad, bad)
    cites = tuple(Citation(url, bad, bad, 1, bad, bad, bad) for url in urls)
    proofs = tuple(ItemEvidence(url, url, bad, bad, 1, bad, bad, text, True) for url in urls)
    items = tuple(
        replace(
            one,
            title=text,
            summary=text,
            period=bad,
            requirements=tuple(
                replace(r, text=text, reason=text, source=bad, evidence=cites) for r in one.requirements
            ),
            evidence=proofs,
            candidates=proofs,
            measures=tuple(replace(m, issue=text, measure=text, steps=(text,), owner=text) for m in one.measures),
        )
        for one in report.items
    )
    return replace(
        report,
        agency=AgencyView(urls[0], bad, (bad,)),
        run=Run(bad, bad, bad, report.run.as_of),
        items=items,
        findings=tuple(
            finding(item=None, url=url, row=bad, selector=bad, message=text, fix=text, owner=text) for url in urls
        ),
        links=Links(1, tuple(BrokenLink(url, Cause.DNS, None, False, (LinkSource(url, bad),), bad) for url in urls)),
        coverage=replace(
            COVERAGE,
            blind_spots=tuple(BlindSpot(url, Cause.LOGIN, (bad,)) for url in urls),
            left_alone=(*((url, 1) for url in urls), (bad, 2)),
        ),
    )


def _page(number: int) -> str:
    name = "%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5" * 2 + f"-{number}"
    return f"{SITE}/public/list/data/detail/id/{number}/menu/1196/{name}"


def huge(findings: int = 5000, links: int = 2000) -> Report:
    """Return a report of a site with very much to mend."""
    sources = tuple(LinkSource(_page(number), "ดาวน์โหลดเอกสาร คลิกที่นี่") for number in range(50))
    return sample(
        findings=tuple(finding(number, severity="low" if number % 3 else "high") for number in range(1, findings + 1)),
        links=Links(
            9000,
            tuple(
                BrokenLink(_page(number), Cause.NOT_FOUND, 404, number % 2 == 0, sources, "2025-04-28T02:14:09+00:00")
                for number in range(links)
            ),
        ),
        coverage=replace(
            COVERAGE,
            failed_by_cause={Cause.TIMEOUT: 3000},
            blind_spots=tuple(BlindSpot(_page(number), Cause.TIMEOUT, ("ข่าว",)) for number in range(3000)),
        ),
    )
