"""The first chapter: why there is such a plan."""

from __future__ import annotations

from ..model import Text
from ..report.plan import Chapter, Paragraph
from .about import About


def rationale(about: About) -> Chapter:
    """Return the chapter on reasons and principles."""
    name, year, scored = about.agency, about.year, about.scored_year
    return Chapter(
        Text("1. หลักการและเหตุผล", "1. Rationale"),
        (
            Paragraph(
                Text(
                    "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
                    "(Integrity and Transparency Assessment: ITA) ของสำนักงาน ป.ป.ช. วัดผลจากสามด้าน คือ "
                    "ความเห็นของบุคลากรในหน่วยงาน (IIT) ความเห็นของประชาชนและผู้มาติดต่อ (EIT) "
                    "และข้อมูลที่หน่วยงานเปิดเผยบนเว็บไซต์ (OIT) ผลการประเมินจึงบอกได้ว่าเรื่องใดทำได้ดีแล้ว "
                    "และเรื่องใดต้องปรับปรุง เพื่อให้บริการประชาชนอย่างสุจริตและโปร่งใสยิ่งขึ้น",
                    "The Integrity and Transparency Assessment (ITA) of the National Anti-Corruption Commission "
                    "looks at three sides: what staff think (IIT), what the public thinks (EIT), and what the agency "
                    "discloses on its website (OIT). Its result tells what is done well and what must improve.",
                )
            ),
            Paragraph(
                Text(
                    f"{name.th} จึงนำผลการประเมินประจำปีงบประมาณ พ.ศ. {scored} และผลการตรวจเว็บไซต์หลัก "
                    f"{about.report.agency.domain} มาวิเคราะห์ "
                    f"และกำหนดเป็นมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year} "
                    "โดยระบุวิธีการ ระยะเวลา ผู้รับผิดชอบ และการกำกับติดตามของแต่ละมาตรการ",
                    f"{name.en} has therefore analysed the result of fiscal year B.E. {scored} and a check of its main "
                    f"website, {about.report.agency.domain}, and sets the measures of fiscal year B.E. {year}, each "
                    "with its steps, time frame, responsible unit and monitoring.",
                )
            ),
        ),
    )
