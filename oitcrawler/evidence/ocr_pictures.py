"""Pictures to be read by OCR: opened with suspicion, made grey on white, one by one. Needs Pillow."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]

from ..model import Text
from .image import SMALL
from .zips import zip_obstacle

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS: Final = 64_000_000
"""A picture of more pixels is not opened: 64 million are 190 MB in memory, four times a page at 600 dpi."""

_FORMATS: Final = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
_LONGEST: Final = 2400

# What Pillow raises on pictures that are broken or cut short; UnidentifiedImageError is an OSError.
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
)
_BROKEN_WORD: Final = (OpcError, etree.LxmlError, *_BROKEN)
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_LINKS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class PictureError(ValueError):
    """A picture that cannot or must not be opened; `reason` says why to people."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def open_picture(body: bytes, frame: int = 0) -> Image:
    """Return one frame of a picture, grey, upright as its camera says, on white where it is transparent.

    Raises PictureError when it is no picture, is cut short, or has too many pixels.
    """
    from PIL import Image as pillow  # noqa: N813 - a module with the name of its class

    bomb = (pillow.DecompressionBombError, pillow.DecompressionBombWarning)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", pillow.DecompressionBombWarning)
            with pillow.open(io.BytesIO(body), formats=_FORMATS) as picture:
                picture.seek(frame)
                _refuse(picture.size)
                picture.draft("L", (_LONGEST, _LONGEST))
                picture.load()
                return _grey(picture)
    except bomb as error:
        raise PictureError(_too_many("")) from error
    except PictureError:
        raise
    except _BROKEN as error:
        raise PictureError(_broken()) from error


def frames(body: bytes, most: int) -> int:
    """Return the number of pages of a TIFF, at most `most`; 1 for other pictures, whose frames are an animation."""
    from PIL import Image as pillow  # noqa: N813

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pillow.open(io.BytesIO(body), formats=("TIFF",)) as picture:
                return next((number for number in range(1, most) if not _has_frame(picture, number)), most)
    except (*_BROKEN, pillow.DecompressionBombError):
        return 1


def pictures_in_word(body: bytes, most: int) -> list[bytes]:
    """Return the first pictures of a Word document in the order in which it shows them; none when it is broken."""
    if zip_obstacle(body):
        return []
    try:
        found = _shown_in_word(body)
        return [picture for _, picture in zip(range(most), found, strict=False)]
    except _BROKEN_WORD:
        return []


def is_small(picture: Image) -> bool:
    """Whether a picture is too small to hold a text: a logo, an icon, a signature."""
    return min(picture.size) < SMALL


def _shown_in_word(body: bytes) -> Iterator[bytes]:
    document = docx.Document(io.BytesIO(body))
    seen: set[str] = set()
    for node in document.element.body.iter(_BLIP, _IMAGE_DATA):
        name = node.get(f"{_LINKS}embed") or node.get(f"{_LINKS}id") or ""
        part = document.part.related_parts.get(name)
        if part is not None and name not in seen:
            seen.add(name)
            yield part.blob


def _has_frame(picture: Image, number: int) -> bool:
    try:
        picture.seek(number)
    except EOFError:
        return False
    return True


def _refuse(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise PictureError(_too_many(f" ({size[0]}×{size[1]})"))


def _grey(picture: Image) -> Image:
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I;16"):
        return upright.convert("I").point(lambda value: value / 256).convert("L")
    if upright.has_transparency_data:
        shown = upright.convert("RGBA")
        white = pillow.new("RGBA", shown.size, "white")
        return pillow.alpha_composite(white, shown).convert("L")
    return upright.convert("L")


def _too_many(size: str) -> Text:
    return Text(
        f"ภาพใหญ่เกินไป{size} ไม่เปิดเพื่อความปลอดภัย ควรย่อภาพก่อนเผยแพร่",
        f"the picture has too many pixels{size} and was not opened; publish a smaller one",
    )


def _broken() -> Text:
    return Text("ไฟล์ภาพเสียหรือดาวน์โหลดมาไม่ครบ", "the picture is broken or cut short")
