"""Findings about the site as a whole that a crawl sees on its way: the certificate, and pages without TLS."""

from __future__ import annotations

from .measures import Measures
from .model import Text
from .report import Finding
from .snapshots import Snapshot

_FAULTS = {
    "expired": Text("ใบรับรองความปลอดภัย (TLS) หมดอายุ", "the TLS certificate has expired"),
    "self-signed": Text(
        "ใบรับรองความปลอดภัย (TLS) ออกเอง ไม่ได้ออกโดยผู้ให้บริการที่เชื่อถือ", "the TLS certificate is self-signed"
    ),
    "wrong-host": Text("ใบรับรองความปลอดภัย (TLS) ไม่ตรงกับชื่อเว็บไซต์", "the TLS certificate is for another name"),
    "incomplete-chain": Text(
        "เซิร์ฟเวอร์ส่งใบรับรองไม่ครบชุด (เบราว์เซอร์อาจเปิดได้ แต่โปรแกรมอื่นเปิดไม่ได้)",
        "the certificate chain is incomplete (browsers may mend it, other programs do not)",
    ),
    "untrusted": Text("ใบรับรองความปลอดภัย (TLS) ไม่เป็นที่เชื่อถือ", "the TLS certificate is not trusted"),
    "old-protocol": Text("เซิร์ฟเวอร์ใช้โพรโทคอลความปลอดภัยรุ่นเก่า", "the server speaks only an old TLS protocol"),
}


def health_findings(snapshot: Snapshot, measures: Measures) -> tuple[Finding, ...]:
    """Return findings about hosts, sorted by host."""
    found = []
    for host in sorted(snapshot.hosts(), key=lambda one: one.host):
        fault = _FAULTS.get(host.tls or "")
        if fault is not None:
            message = Text(f"{host.host}: {fault.th}", f"{host.host}: {fault.en}")
            found.append(_finding("tls-certificate", f"https://{host.host}/", message, measures))
    if snapshot.meta.start_url.startswith("http://") and not _is_local(snapshot.meta.start_url):
        message = Text("เว็บไซต์หลักเปิดด้วย http ที่ไม่เข้ารหัส", "the main website is served over http without TLS")
        found.append(_finding("http-without-tls", snapshot.meta.start_url, message, measures))
    return tuple(found)


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.", "http://localhost", "http://[::1]"))


def _finding(code: str, url: str, message: Text, measures: Measures) -> Finding:
    return Finding(
        code=code,
        item=None,
        severity=measures.severity(code),
        url=url,
        message=message,
        fix=measures.fix(code),
        owner=measures.owner(code, None),
    )
