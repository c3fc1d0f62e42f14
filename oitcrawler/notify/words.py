"""The news in words: a subject, a text, a page. Pure; what comes from websites is never taken for markup or headers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Final

from ..model import Lang, Text
from ..thai.writing import thai_day
from .model import GapNews, LinkNews, News

MOST: Final = 50
_SUBJECT_LETTERS: Final = 200
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HALVES: Final = re.compile("[\ud800-\udfff]")
_THAILAND: Final = timezone(timedelta(hours=7))
_NOTHING: Final = Text("ไม่มีอะไรเปลี่ยนจากรอบก่อน", "nothing changed since the last run")
_TEST: Final = Text("ข้อความทดสอบ ไม่ใช่ผลการตรวจ", "a test message, not the result of a run")


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the message: its title, how long it is, and the first of its entries, each of one line or more."""

    title: Text
    count: int
    entries: tuple[tuple[str, ...], ...]

    def heading(self, lang: Lang) -> str:
        """Return the title with the count."""
        return f"{self.title.to(lang)} ({self.count:,})"

    def rest(self, lang: Lang) -> str:
        """Return how many more there are, "" for none."""
        more = self.count - len(self.entries)
        return Text(f"และอีก {more:,} รายการ ดูในรายงาน", f"and {more:,} more in the report").to(lang) if more else ""


def subject(news: News, lang: Lang) -> str:
    """Return the subject, in one line."""
    counts = ", ".join(f"{part.title.to(lang)} {part.count}" for part in parts(news, lang))
    said = _TEST.to(lang) if news.is_test else counts or _NOTHING.to(lang)
    return one_line(f"[oitcrawler] {news.site}: {said}")[:_SUBJECT_LETTERS]


def as_text(news: News, lang: Lang) -> str:
    """Return the message as plain text."""
    lines = [*opening(news, lang), ""]
    for part in parts(news, lang):
        lines.append(part.heading(lang))
        for first, *others in part.entries:
            lines += [f"  - {first}", *(f"      {one}" for one in others)]
        lines += [*([f"  {part.rest(lang)}"] if part.rest(lang) else []), ""]
    return "\n".join(lines)


def as_page(news: News, lang: Lang) -> str:
    """Return the message as HTML."""
    head = "".join(f"<p>{html.escape(line)}</p>\n" for line in opening(news, lang))
    body = "".join(_of_page(part, lang) for part in parts(news, lang))
    title = html.escape(subject(news, lang))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f'<body style="font-family: sans-serif; line-height: 1.5">\n{head}{body}</body>\n</html>\n'
    )


def opening(news: News, lang: Lang) -> tuple[str, ...]:
    """Return the first lines: what this is about, how things stand now, and where the report is."""
    day = news.finished_at.astimezone(_THAILAND).date()
    lines = [
        Text(f"เว็บไซต์ {news.site} ตรวจเมื่อ {thai_day(day)}", f"Website {news.site}, looked at on {day.isoformat()}"),
        *([_TEST] if news.is_test else [] if news.anything else [_NOTHING]),
        *_standing(news),
        *([Text(f"รายงาน: {news.report_path}", f"Report: {news.report_path}")] if news.report_path else []),
    ]
    return tuple(one_line(line.to(lang)) for line in lines)


def parts(news: News, lang: Lang) -> tuple[Part, ...]:
    """Return the lists that are not empty: what became worse first."""
    several = (
        _links(Text("ลิงก์เสียใหม่", "Links that broke"), news.broke),
        _links(Text("ลิงก์ที่กลับมาเสียอีก", "Links that broke again"), news.came_back),
        _items(Text("ข้อที่มีช่องว่างใหม่", "Items with a new gap"), news.new_gaps, lang),
        _links(Text("ลิงก์ที่ใช้ได้แล้ว", "Links mended"), news.mended),
        _items(Text("ข้อที่พบหลักฐานครบแล้ว", "Items whose evidence was found"), news.mended_gaps, lang),
    )
    return tuple(part for part in several if part.count)


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters: what a website writes must not begin a header."""
    return _HALVES.sub("\ufffd", _BREAKS.sub(" ", text)).strip()


def _links(title: Text, several: tuple[LinkNews, ...]) -> Part:
    return Part(title, len(several), tuple(map(_link, several[:MOST])))


def _link(one: LinkNews) -> tuple[str, ...]:
    cause = f" ({one.cause})" if one.cause is not None else ""
    return (one_line(f"{one.url}{cause}"), *(one_line(f"← {page}") for page in one.pages))


def _items(title: Text, several: tuple[GapNews, ...], lang: Lang) -> Part:
    lines = (one_line(f"{one.item.upper()} {one.title.to(lang)}") for one in several[:MOST])
    return Part(title, len(several), tuple((line,) for line in lines))


def _standing(news: News) -> Iterable[Text]:
    """Say how things stand now, and what could not be seen: no change is no all-clear."""
    if news.broken is not None:
        unverified = news.unverified or 0
        yield Text(
            f"ขณะนี้ลิงก์เสีย {news.broken:,} ยืนยันไม่ได้หรือยังไม่ได้ตรวจ {unverified:,}",
            f"Now broken: {news.broken:,} links; not verified or not looked at: {unverified:,}",
        )
    if news.gaps is not None:
        unchecked = news.unchecked or 0
        yield Text(
            f"ขณะนี้มีช่องว่าง {news.gaps:,} ข้อ ตรวจไม่ได้ {unchecked:,} ข้อ",
            f"Now {news.gaps:,} items have a gap; {unchecked:,} could not be checked",
        )


def _of_page(part: Part, lang: Lang) -> str:
    entries = "".join(f"<li>{'<br>'.join(map(html.escape, lines))}</li>\n" for lines in part.entries)
    rest = f"<p>{html.escape(part.rest(lang))}</p>\n" if part.rest(lang) else ""
    return f"<h2>{html.escape(part.heading(lang))}</h2>\n<ul>\n{entries}</ul>\n{rest}"
