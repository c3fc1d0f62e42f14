"""Writes the documents of this folder from their YAML: docx and pptx itself, the other forms through LibreOffice.

    python -m tests.evidence.files.build

Needs LibreOffice's `soffice` on the path; the tests do not.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pptx
import yaml
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from PIL import Image
from pptx.slide import Slide
from pptx.util import Emu, Inches

from tests.evidence.containers import container, properties, streams_of

HERE = Path(__file__).parent
AGENCY = "องค์การบริหารส่วนตำบลตัวอย่าง"
WRITTEN = datetime(2024, 10, 15, 9, 0)
FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "ppt": "ppt:MS PowerPoint 97"}
BOX = (
    "<w:r {0} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape style='width:200pt;height:40pt'>"
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def written(truth: dict[str, Any]) -> bytes:
    """Write a Word document."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = truth["title"], AGENCY, ""
    properties.created = properties.modified = WRITTEN
    document.sections[0].header.paragraphs[0].text = truth["header"]
    for one in truth["before"]:
        paragraph(document, one)
    table(document, truth)
    for one in truth["after"]:
        paragraph(document, one)
    if "deleted" in truth:
        change = f"<w:del {nsdecls('w')} w:id='9' w:author='ก' w:date='2024-10-15T09:00:00Z'>"
        document.paragraphs[1]._p.append(
            parse_xml(f"{change}<w:r><w:delText>{truth['deleted']}</w:delText></w:r></w:del>")
        )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(document: Document, one: dict[str, Any]) -> None:
    if one["style"] == "Box":
        added = document.add_paragraph()
        added._p.append(parse_xml(BOX.format(nsdecls("w"), one["text"])))
        return
    added = document.add_paragraph(style=one["style"])
    if "link" in one:
        linked(added, one["text"], one["link"])
    else:
        added.add_run(one["text"])
    added.paragraph_format.page_break_before = one.get("page_break")


def linked(added: Paragraph, text: str, url: str) -> None:
    number = added.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f"<w:hyperlink {nsdecls('w', 'r')} r:id='{number}'><w:r><w:t>{text}</w:t></w:r></w:hyperlink>"
    added._p.append(parse_xml(run))


def table(document: Document, truth: dict[str, Any]) -> None:
    rows = truth["table"]
    made = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    urls = {one["text"]: one["url"] for one in truth["links"] if "row" in one}
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = made.cell(place, column)
            if text in ("<", "^"):
                cell.merge(made.cell(place - (text == "^"), column - (text == "<")))
            elif text in urls:
                linked(cell.paragraphs[0], text, urls[text])
            else:
                cell.text = str(text)


def shown(truth: dict[str, Any]) -> bytes:
    """Write a PowerPoint presentation."""
    made = pptx.Presentation()
    properties = made.core_properties
    properties.title, properties.author, properties.last_modified_by = truth["title"], AGENCY, AGENCY
    properties.created = properties.modified = WRITTEN
    for number, one in enumerate(truth["slides"]):
        slide = made.slides.add_slide(made.slide_layouts[0 if number == 0 else 6 if "picture" in one else 5])
        fill(slide, one)
        if number == 0:
            notes = slide.notes_slide.notes_text_frame
            assert notes is not None
            notes.text = truth["notes"]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def fill(slide: Slide, one: dict[str, Any]) -> None:
    if "hidden" in one:
        slide._element.set("show", "0")
    if "picture" in one:
        picture = io.BytesIO()
        Image.new("L", (40, 30), 180).save(picture, "PNG")
        picture.seek(0)
        slide.shapes.add_picture(picture, Emu(0), Emu(0), Inches(10), Inches(7.5))
        return
    first, *rest = one["lines"]
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = first
    if len(slide.placeholders) > 1:
        slide.placeholders[1].text_frame.text = "\n".join(rest)
        return
    # From below to above, so that the order in the file is not the order in which they are read.
    for place, text in reversed(list(enumerate(rest))):
        box = slide.shapes.add_textbox(Inches(1), Inches(2 + place), Inches(6), Inches(0.5))
        run = box.text_frame.paragraphs[0].add_run()
        run.text = text
        if text == one.get("link", {}).get("text"):
            run.hyperlink.address = one["link"]["url"]
    if "table" in one:
        cells(slide, one["table"])


def cells(slide: Slide, rows: list[list[str]]) -> None:
    made = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Emu(2_000_000)).table
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "<":
                made.cell(place, column - 1).merge(made.cell(place, column))
            elif text == "^":
                made.cell(place - 1, column).merge(made.cell(place, column))
            else:
                made.cell(place, column).text = text


def without_thumbnail(body: bytes) -> bytes:
    """Leave out the picture of the first page, which is the largest part of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as archive, zipfile.ZipFile(out, "w") as copy:
        for one in archive.infolist():
            if not one.filename.startswith("Thumbnails/"):
                copy.writestr(one, archive.read(one), one.compress_type, 9)
    return out.getvalue()


def without_preview(body: bytes, title: str) -> bytes:
    """Leave out the picture of the first slide, which LibreOffice keeps among the properties."""
    return container(streams_of(body) | {"\x05SummaryInformation": properties(title)})


def convert(path: Path, form: str, title: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        subprocess.run([*command, FILTERS.get(form, form), "--outdir", folder, str(path)], check=True, timeout=240)
        body = (Path(folder) / f"{path.stem}.{form}").read_bytes()
    if form in ("odt", "odp"):
        body = without_thumbnail(body)
    elif form == "ppt":
        body = without_preview(body, title)
    path.with_suffix(f".{form}").write_bytes(body)


def main() -> None:
    for name, write, suffix, forms in (
        ("announcement", written, "docx", ("doc", "odt", "rtf")),
        ("manual", written, "docx", ("doc", "odt", "rtf")),
        ("slides", shown, "pptx", ("ppt", "odp")),
    ):
        truth = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
        path = HERE / f"{name}.{suffix}"
        path.write_bytes(write(truth))
        for form in forms:
            convert(path, form, truth["title"])


if __name__ == "__main__":
    main()
