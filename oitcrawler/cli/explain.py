"""`oitcrawler explain …`: what the program understood of a document or a text, for people or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from ..errors import OitError
from ..model import Lang, Text
from .options import PrivateOption

app = typer.Typer(
    no_args_is_help=True,
    help="อธิบายว่าโปรแกรมอ่านเอกสารหรือวันที่ได้อย่างไร · Explain what was understood of a document or a text.",
)
Json = dict[str, object]
JsonOption = Annotated[bool, typer.Option("--json", help="ผลเป็น JSON บรรทัดละรายการ · Write JSON, one line each.")]
LangOption = Annotated[str, typer.Option("--lang", help="ภาษา th หรือ en · Language.")]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: a document's name or a text, the labels that lead to it, and the asker's own mark."""

    about: str
    labels: tuple[str, ...] = ()
    id: str | int | None = None
    problem: Text | None = None
    year: str = ""
    kind: str = ""
    section: str = ""


@app.command("document")
def explain_document(
    documents: Annotated[
        list[str] | None, typer.Argument(help="ไฟล์หรือที่อยู่เว็บ · Files or addresses; none: JSON Lines on stdin.")
    ] = None,
    as_json: JsonOption = False,
    label: Annotated[
        list[str] | None, typer.Option("--label", help="ข้อความของลิงก์ · Words of the link that leads there.")
    ] = None,
    ocr: Annotated[bool, typer.Option(help="อ่านภาพสแกนด้วย OCR · Read scans by OCR.")] = True,
    allow_private_hosts: PrivateOption = False,
    lang: LangOption = "th",
) -> None:
    """อ่านเอกสารแล้วบอกว่าเข้าใจว่าอะไร · Read a document and say what was understood.

    บอกที่มาของข้อความ ชื่อ ชนิด หน่วยงาน ปี ช่วงเวลา วันที่ และตาราง ใช้ดูว่าทำไมเอกสารจึงไม่ถูกนับเป็นหลักฐาน
    """
    from ..crawl import CrawlOptions
    from ..evidence.model import Depth
    from ..evidence.ocr import OcrSettings
    from ..explain import document
    from ..readers import Job, Readers
    from ..single import source_named
    from .screen_explain import show_document

    options = CrawlOptions(max_pages=1, max_documents=1, allow_private_hosts=allow_private_hosts)
    given = (Question(name, tuple(label or ())) for name in documents or ())
    with Readers(ocr=OcrSettings() if ocr else None) as readers:

        def answer(question: Question) -> Json:
            source = source_named(question.about, options)
            evidence = readers.read_one(Job(source, Depth.WHOLE, ocr=ocr))
            return document(question.about, evidence, question.labels)

        asked = given if documents else _asked(("document", "file", "path", "url"))
        failed = _answer_all(asked, answer, show_document, as_json=as_json, lang=_lang(lang))
    raise typer.Exit(2 if failed else 0)


@app.command("dates")
def explain_dates(
    texts: Annotated[
        list[str] | None, typer.Argument(help='ข้อความ · Texts; none: JSON Lines on stdin, {"text": …}.')
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "th",
) -> None:
    """แสดงวันที่และช่วงเวลาที่อ่านได้จากข้อความ · Show the dates and periods that a text names."""
    from ..explain import texts as dates_of
    from .screen_explain import show_dates

    asked = (Question(text) for text in texts) if texts else _asked(("text",))
    failed = _answer_all(asked, lambda one: dates_of(one.about), show_dates, as_json=as_json, lang=_lang(lang))
    raise typer.Exit(2 if failed else 0)


@app.command("label")
def explain_label(
    texts: Annotated[
        list[str] | None,
        typer.Argument(help='ข้อความเมนูหรือลิงก์ · Texts; none: JSON Lines on stdin, {"text", "year", "kind", "section"}.'),
    ] = None,
    year: Annotated[str, typer.Option("--year", help="รายการของปี เช่น 2568 · The list, e.g. 2568.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="ประเภทหน่วยงาน เช่น lao · Kind of agency.")] = "",
    section: Annotated[
        str, typer.Option("--section", help="หัวข้อหรือแถวที่ข้อความอยู่ · Heading or row in which the text stands.")
    ] = "",
    as_json: JsonOption = False,
    lang: LangOption = "th",
) -> None:
    """บอกว่าข้อความเป็นของข้อใด มั่นใจเท่าใด เพราะอะไร · Say which item a text belongs to, how sure that is, and why."""
    from ..explain import Lists
    from .screen_explain import show_label

    lists = Lists()

    def answer(one: Question) -> Json:
        return lists.label(one.about, one.year or year, one.kind or kind, one.section or section)

    asked = (Question(text) for text in texts) if texts else _asked(("text",))
    failed = _answer_all(asked, answer, show_label, as_json=as_json, lang=_lang(lang))
    raise typer.Exit(2 if failed else 0)


def _answer_all(
    asked: Iterable[Question],
    answer: Callable[[Question], Json],
    show: Callable[[Json, Lang], None],
    *,
    as_json: bool,
    lang: Lang,
) -> bool:
    """Answer one question after the other, each at once; return whether any could not be answered."""
    failed = False
    for question in asked:
        told = _told(question, answer)
        failed = failed or "error" in told
        if as_json:
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        else:
            show(told, lang)
    return failed


def _told(question: Question, answer: Callable[[Question], Json]) -> Json:
    mark: Json = {} if question.id is None else {"id": question.id}
    if question.problem is not None:
        return {**mark, "asked": question.about, "error": _both(question.problem)}
    try:
        return {**mark, **answer(question)}
    except OitError as error:
        return {**mark, "asked": question.about, "error": _both(error.text)}


def _asked(fields: tuple[str, ...]) -> Iterator[Question]:
    """Read questions from standard input: a JSON string or an object with one of the fields on each line."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            yield _question(line, number, fields)


def _question(line: bytes, number: int, fields: tuple[str, ...]) -> Question:
    try:
        read = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return Question(line.decode("utf-8", "replace").strip(), problem=_bad_line(number, fields))
    if isinstance(read, str):
        return Question(read)
    named = next((read[name] for name in fields if isinstance(read.get(name), str)), None) if _is_object(read) else None
    if named is None:
        return Question(line.decode("utf-8", "replace").strip(), problem=_bad_line(number, fields))
    mark = read.get("id")
    words = {name: str(read[name]) for name in ("year", "kind", "section") if isinstance(read.get(name), str | int)}
    return Question(named, _labels(read), mark if isinstance(mark, str | int) else None, None, **words)


def _is_object(read: object) -> bool:
    return isinstance(read, dict)


def _labels(read: dict[str, object]) -> tuple[str, ...]:
    written = read.get("labels", read.get("label", ()))
    many = written if isinstance(written, list) else [written]
    return tuple(one for one in many if isinstance(one, str))


def _bad_line(number: int, fields: tuple[str, ...]) -> Text:
    return Text(
        f'บรรทัดที่ {number} ไม่ใช่ JSON ที่มี "{fields[0]}" เช่น {{"{fields[0]}": "…"}}',
        f'line {number} is no JSON with "{fields[0]}"; right is, for example, {{"{fields[0]}": "…"}}',
    )


def _lang(written: str) -> Lang:
    if written not in ("th", "en"):
        raise typer.BadParameter(f"{written!r}: th, en")
    return "en" if written == "en" else "th"


def _both(text: Text) -> Json:
    return {"th": text.th, "en": text.en}
