"""People on a page about executives: who is shown, in which post, with which parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..evidence.model import Evidence, Image
from ..model import Citation
from ..thai.fold import arabic_digits, fold
from ._columns import any_grid, cite_row
from ._words import own_passages, says

TOP = (
    "นายกองค์การบริหารส่วน",
    "นายกเทศมนตรี",
    "นายกอบต",
    "นายก อบต",
    "นายก อบจ",
    "นายกเมืองพัทยา",
    "ผู้ว่าราชการจังหวัด",
    "ผู้อำนวยการ",
    "อธิบดี",
    "เลขาธิการ",
    "อธิการบดี",
    "ปลัดกระทรวง",
    "ผู้กำกับการ",
    "นายอำเภอ",
    "สาธารณสุขอำเภอ",
    "นายแพทย์สาธารณสุขจังหวัด",
    "ประธานกรรมการ",
)
_TITLES = (
    r"นางสาว|นาย|นาง|น\.\s?ส\.|ว่าที่\s?(?:ร\.?\s?ต\.?|ร้อยตรี|พ\.?\s?ต\.?|พันตรี)(?:\s?หญิง)?|ดร\.|นพ\.|พญ\.|ทพ\.|ผศ\.|รศ\.|ศ\."
    r"|พล\.?\s?[ตอ]\.?\s?[ตทอ]\.?|พ\.\s?ต\.\s?[ตทอ]\.|พ\.\s?[ตทอ]\.|ร\.\s?ต\.\s?[ตทอ]\.|ร\.\s?[ตทอ]\.|พ\.\s?จ\.\s?[ตทอ]\."
    r"|จ\.\s?ส\.\s?[ตทอ]\.|จ\.\s?[ตทอ]\.|ส\.\s?[ตทอ]\.|ด\.\s?ต\.|จ่าเอก|จ่าสิบเอก|พันจ่าเอก|สิบเอก|สิบตำรวจเอก|ร้อยตำรวจ[ตทอ]\S+"
    r"|พันตำรวจ[ตทอ]\S+|ร้อยตรี|ร้อยโท|ร้อยเอก|พันตรี|พันโท|พันเอก|ม\.ล\.|ม\.ร\.ว\."
)
_NOT_NAMES = r"(?!ก(?:องค์|เทศ|อบต|อบจ|\s|เมือง|สมาคม|สภา)|อำเภอ|ช่าง|แพทย์|ทะเบียน|สัตวแพทย์|ท่าเรือ|จ้าง)"
_NAME = re.compile(rf"(?<![ก-๙])(?:{_TITLES})\s*{_NOT_NAMES}([ก-๙]{{2,25}})\s+([ก-๙]{{2,30}}(?:\s+ณ\s+[ก-๙]+)?)")
_PHONE = re.compile(r"(?<!\d)0(?:[\s\-–]?\d){8,9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LESSER = re.compile(
    r"(?:เลขานุการ|ที่ปรึกษา|เลขา)\s*(?:ประจำ|ของ)?\s*(?:นายก|ผู้ว่า|ผู้อำนวย)[ก-๙.]*"
    r"|(?:รอง)?ผู้อำนวยการ\s*(?:กอง|ส่วน|ฝ่าย|กลุ่ม|ศูนย์|สำนัก(?!งาน))[ก-๙]*"
)
_MOST = 300
VACANT = ("ตำแหน่งว่าง", "(ว่าง)", "-ว่าง-", "- ว่าง -", "ว่างเดิม", "อัตราว่าง", "อยู่ระหว่างสรรหา")
_DECORATION = re.compile(r"logo|banner|icon|slide|header|footer|button|bg[_-]|qr", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody shown in one card or row. `sure` is false when the parts were only guessed from running text."""

    name: str
    post: str
    cite: Citation
    contact: bool = False
    photo: bool = False
    vacant: bool = False
    sure: bool = True

    @property
    def is_deputy(self) -> bool:
        """Whether the post is that of a deputy."""
        return "รอง" in self.post

    @property
    def shown(self) -> str:
        """How a report names the person."""
        return f"{self.name} ({self.post})" if self.name and self.post else self.name or self.post


def people(evidence: Evidence, posts: tuple[str, ...]) -> tuple[Person, ...]:
    """Return the people in one of `posts`, or deputies of them, that an evidence shows; parts of one are joined."""
    joined: dict[str, Person] = {}
    for one in (*_cards(evidence, posts), *_rows(evidence, posts), *_blocks(evidence, posts)):
        key = fold(one.name).replace(" ", "") or one.post
        joined[key] = _join(joined[key], one) if key in joined else one
    return tuple(_with_photo(evidence, one) for one in joined.values() if one.post)


def _join(first: Person, other: Person) -> Person:
    return replace(
        first,
        post=first.post or other.post,
        contact=first.contact or other.contact,
        photo=first.photo or other.photo,
        sure=first.sure or other.sure,
    )


def _cards(evidence: Evidence, posts: tuple[str, ...]) -> Iterator[Person]:
    for image in evidence.images:
        text = image.near or image.alt
        if text:
            yield from _person(text, posts, evidence.cite(text, selector=image.selector), photo=is_portrait(image))


def _rows(evidence: Evidence, posts: tuple[str, ...]) -> Iterator[Person]:
    for table in evidence.tables:
        grid = any_grid(table)
        for row in table.rows:
            text = "\n".join(row.cells)
            yield from _person(text, posts, cite_row(evidence, grid, row, " | ".join(row.cells)))


def _blocks(evidence: Evidence, posts: tuple[str, ...]) -> Iterator[Person]:
    """Yield people of blocks that hold one of them each, and unsurely those of longer texts."""
    for passage in own_passages(evidence)[:_MOST]:
        cite = evidence.cite(passage.text, page=passage.page, selector=passage.selector, origin=passage.origin)
        yield from _person(passage.text, posts, cite, sure=evidence.is_page)
        names = list(_NAME.finditer(passage.text))
        for found, following in zip(names, [*names[1:], None], strict=False):
            if len(names) > 1:
                part = passage.text[found.start() : following.start() if following else found.end() + 200]
                yield from _person(part, posts, evidence.cite(part, page=passage.page), sure=False)


def _person(
    text: str, posts: tuple[str, ...], cite: Citation, *, photo: bool = False, sure: bool = True
) -> Iterator[Person]:
    """Yield the one person that a piece of text shows, or a vacant or unnamed post; nothing for several people."""
    names = [found[0] for found in _NAME.finditer(text)]
    if len(set(names)) > 1:
        return
    vacant = says(text, VACANT) is not None
    post = post_in(text, posts) if names or photo or vacant else ""
    if names or (post and len(text) < 200 and (vacant or photo)):
        name = " ".join(names[0].split()) if names else ""
        yield Person(name, post, cite, has_contact(text), photo, vacant and not names, sure)


def post_in(text: str, posts: tuple[str, ...]) -> str:
    """Return the post that a text names: a deputy's before the post itself; empty when there is none."""
    own = _LESSER.sub(" ", fold(text))
    deputy = says(own, tuple(f"รอง{post}" for post in posts))
    return deputy or says(own, posts) or ""


def has_contact(text: str) -> bool:
    """Whether a text gives a telephone number or an e-mail address."""
    return _PHONE.search(arabic_digits(text)) is not None or _EMAIL.search(text) is not None


def names_person(text: str) -> bool:
    """Whether a text names a person, with title, first name and surname."""
    return _NAME.search(text) is not None


def is_portrait(image: Image) -> bool:
    """Whether a picture may show a person rather than decorate the page."""
    return _DECORATION.search(image.url.rsplit("/", 1)[-1]) is None


def _with_photo(evidence: Evidence, person: Person) -> Person:
    if person.photo or not person.name:
        return person
    first = fold(person.name)
    near = any(is_portrait(one) and first in fold(f"{one.alt} {one.near}") for one in evidence.images)
    return replace(person, photo=near)


def loose_portraits(evidence: Evidence) -> bool:
    """Whether there are pictures of which nothing says whom they show."""
    return any(is_portrait(one) and not _NAME.search(f"{one.near} {one.alt}") for one in evidence.images)
