"""Scans made for the tests: lines of Thai print as pictures, and what damages them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFont

from .papers import FONT

ANNOUNCEMENT = (
    "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง",
    "เรื่อง นโยบายไม่รับของขวัญจากการปฏิบัติหน้าที่",
    "ประจำปีงบประมาณ พ.ศ. 2568",
    "จึงประกาศให้ทราบโดยทั่วกัน",
)


def printed(texts: Sequence[str] = ANNOUNCEMENT, *, width: int = 1000) -> Image.Image:
    """A grey picture of some lines of print, as a page at 150 dpi has them."""
    page = Image.new("L", (width, 120 + 62 * len(texts)), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 30)
    for place, text in enumerate(texts):
        pen.text((60, 60 + 62 * place), text, font=font, fill=0)
    return page


def in_the_shade(page: Image.Image) -> Image.Image:
    """Weak ink on paper that gets darker downwards."""
    shade = Image.linear_gradient("L").rotate(180).resize(page.size).point(lambda value: 130 + value * 80 // 255)
    return ImageChops.multiply(page.point(lambda value: 70 + value * 185 // 255), shade)


def saved(page: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Write a picture in one of Pillow's formats."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()
