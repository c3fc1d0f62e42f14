"""Draws the demo's pictures: avatars of fictional people, a logo, landscapes, and the structure chart."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageDraw, ImageFont

from .pdf import FONTS

CHART: tuple[tuple[str, int, int], ...] = (
    ("สภาองค์การบริหารส่วนตำบล (ฝ่ายนิติบัญญัติ)", 10, 20),
    ("นายกองค์การบริหารส่วนตำบล (ฝ่ายการเมือง)", 400, 20),
    ("รองนายก อบต. คนที่ 1", 300, 110),
    ("รองนายก อบต. คนที่ 2", 560, 110),
    ("ปลัดองค์การบริหารส่วนตำบล (ฝ่ายประจำ)", 400, 200),
    ("รองปลัดองค์การบริหารส่วนตำบล", 400, 290),
    ("สำนักปลัด", 10, 390),
    ("กองคลัง", 240, 390),
    ("กองช่าง", 470, 390),
    ("กองการศึกษาฯ", 700, 390),
    ("หน่วยตรวจสอบภายใน", 700, 200),
)


def avatar(key: str) -> bytes:
    """Return a plain drawn portrait as PNG; colours follow from the person's key."""
    digest = hashlib.sha256(key.encode()).digest()
    picture = Image.new("P", (120, 150), 0)
    picture.putpalette([220, 230, 240, 90 + digest[0] % 90, 70, 60 + digest[1] % 90, 236, 200, 170, 40, 30, 30])
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 100, 110, 210), fill=1)
    draw.ellipse((35, 25, 85, 95), fill=2)
    draw.pieslice((33, 18, 87, 80), 180, 360, fill=3)
    return _png(picture)


def logo() -> bytes:
    """Return the agency's seal: two rings, plainly a drawing."""
    picture = Image.new("P", (90, 90), 0)
    picture.putpalette([255, 255, 255, 20, 90, 60, 220, 170, 40])
    draw = ImageDraw.Draw(picture)
    draw.ellipse((2, 2, 88, 88), fill=1)
    draw.ellipse((14, 14, 76, 76), fill=2)
    draw.polygon([(45, 20), (65, 68), (25, 68)], fill=1)
    return _png(picture)


def landscape(key: str) -> bytes:
    """Return a small drawn landscape as JPEG."""
    digest = hashlib.sha256(key.encode()).digest()
    picture = Image.new("RGB", (320, 200), (150, 190 + digest[0] % 50, 230))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((220, 20, 270, 70), fill=(250, 220, 110))
    for number in range(3):
        top = 90 + digest[number + 1] % 50
        draw.ellipse((-80 + 130 * number, top, 180 + 130 * number, 320), fill=(60, 120 + 25 * number, 70))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()


def chart() -> bytes:
    """Return the structure chart as PNG."""
    picture = Image.new("P", (940, 470), 0)
    picture.putpalette([255, 255, 255, 20, 90, 60, 230, 242, 235])
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONTS / "Sarabun-Regular.ttf"), 15, layout_engine=ImageFont.Layout.BASIC)
    draw.line((530, 40, 530, 370), fill=1, width=2)
    draw.line((100, 370, 800, 370), fill=1, width=2)
    for text, x, y in CHART:
        width = max(190, int(draw.textlength(text, font)) + 20)
        draw.rectangle((x, y, x + width, y + 44), fill=2, outline=1)
        draw.text((x + 10, y + 12), text, font=font, fill=1)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=0)
    return out.getvalue()


def banner(text: str) -> bytes:
    """Return a link banner with a text as PNG."""
    picture = Image.new("P", (200, 60), 0)
    picture.putpalette([20, 90, 60, 255, 255, 255])
    font = ImageFont.truetype(str(FONTS / "Sarabun-Bold.ttf"), 26, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(picture).text((30, 14), text, font=font, fill=1)
    return _png(picture)
