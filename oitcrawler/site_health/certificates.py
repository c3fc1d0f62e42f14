"""Certificates of the agency's own hosts: at fault, or near their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from ..model import Text
from ..report import Finding
from ..snapshots import Host
from ..thai.writing import thai_day
from .finding import Wording, health_finding

FAULTY: Final = "tls-certificate"
EXPIRING: Final = "certificate-expiring"
NEAR: Final = 30
"""Days before its end from which a certificate is to be renewed (agencies' plans: renew the website in time)."""

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


def certificate_findings(hosts: Iterable[Host], as_of: date | None, measures: Wording) -> Iterator[Finding]:
    """Yield findings about hosts, sorted by host. Without `as_of` nothing is said of certificates that still hold."""
    for host in sorted(hosts, key=lambda one: one.host):
        fault = _FAULTS.get(host.tls or "")
        end = _day(host.not_after)
        if fault is not None:
            told = _with_end(fault, end) if host.tls == "expired" else fault
            yield health_finding(FAULTY, f"https://{host.host}/", _of(host, told), measures)
        elif host.tls == "ok" and end is not None and as_of is not None and (end - as_of).days <= NEAR:
            yield health_finding(EXPIRING, f"https://{host.host}/", _of(host, _near(end, as_of)), measures)


def _near(end: date, as_of: date) -> Text:
    days = (end - as_of).days
    if days < 0:  # it held when it was looked at, and has ended by the day for which is judged
        return Text(f"ใบรับรองความปลอดภัย (TLS) หมดอายุเมื่อ {thai_day(end)}", f"the TLS certificate ended on {end}")
    return Text(
        f"ใบรับรองความปลอดภัย (TLS) จะหมดอายุวันที่ {thai_day(end)} (อีก {days} วัน) "
        "หากเซิร์ฟเวอร์ต่ออายุเองโดยอัตโนมัติ ให้ตรวจว่าต่ออายุแล้ว",
        f"the TLS certificate ends on {end} (in {days} days); if the server renews it by itself, see that it has",
    )


def _with_end(fault: Text, end: date | None) -> Text:
    return fault if end is None else Text(f"{fault.th}เมื่อ {thai_day(end)}", f"{fault.en} ({end})")


def _of(host: Host, said: Text) -> Text:
    return Text(f"{host.host}: {said.th}", f"{host.host}: {said.en}")


def _day(moment: str | None) -> date | None:
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).date() if moment else None
    except ValueError:
        return None
