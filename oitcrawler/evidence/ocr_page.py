"""One page as Tesseract reads it best: even paper, straight lines, right size, right way up. Needs Pillow.

Measured on eight office pages in two Thai fonts at 150 dpi, with the settings of `tesseract.py`, share of phrases found
letter by letter before and after: clean 0.73 and 0.74, noisy 0.76 and 0.76, turned by three degrees 0.63 and 0.78, weak
ink on grey 0.01 and 0.75, photographed at an angle 0.15 and 0.73, under a seal 0.58 and 0.64. Making them black and
white before Tesseract does was worse.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .ocr_text import Reading

if TYPE_CHECKING:
    from PIL.Image import Image

Read = Callable[[bytes], Reading]
"""Reads one PNG picture."""

_SHORTEST_SIDE: Final = 1400
_LONGEST_SIDE: Final = 2400
_MOST_ENLARGED: Final = 2.0
_PAPER_STEP: Final = 8
_SKEW: Final = 4
_SLIGHT: Final = 0.25
_SOFT: Final = 0.6


def read_page(picture: Image, read: Read) -> Reading:
    """Return what is read on a grey picture; one that says nothing is turned upside down and read once more.

    Tesseract finds by itself that lines run upwards, but not that they run downwards or stand on their heads.
    """
    prepared = prepare(picture)
    upright = read(_png(prepared))
    if upright.is_legible:
        return upright
    from PIL import Image as pillow  # noqa: N813 - a module with the name of its class

    turned = read(_png(prepared.transpose(pillow.Transpose.ROTATE_180)))
    return max(upright, turned, key=lambda one: (one.is_legible, one.confidence))


def prepare(picture: Image) -> Image:
    """Return a grey picture in the right size, dark on even white, with level lines."""
    from PIL import ImageFilter

    return _level(_even(_dark_on_light(_sized(picture)))).filter(ImageFilter.GaussianBlur(_SOFT))


def _sized(picture: Image) -> Image:
    from PIL import Image as pillow  # noqa: N813

    longest = max(picture.size)
    scale = (
        min(_LONGEST_SIDE / longest, 1.0) if longest > _SHORTEST_SIDE else min(_SHORTEST_SIDE / longest, _MOST_ENLARGED)
    )
    if scale == 1.0:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, pillow.Resampling.LANCZOS)


def _dark_on_light(picture: Image) -> Image:
    """Turn a picture with light letters on a dark ground around: what is rare in it should be dark."""
    from PIL import ImageOps

    dark, ground, light = (_level_of(picture, share) for share in (0.02, 0.5, 0.98))
    return ImageOps.invert(picture) if light - ground > 2 * (ground - dark) and ground < 128 else picture


def _level_of(picture: Image, share: float) -> int:
    """Return the grey below which a share of the pixels lies."""
    left = share * picture.width * picture.height
    for level, count in enumerate(picture.histogram()):
        left -= count
        if left <= 0:
            return level
    return 255


def _even(picture: Image) -> Image:
    """Take the shade of the paper away: what is darker than the paper around it is ink."""
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageChops, ImageFilter, ImageOps

    small = picture.reduce(_PAPER_STEP) if min(picture.size) > 8 * _PAPER_STEP else picture
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(6))
    ink = ImageChops.subtract(paper.resize(picture.size, pillow.Resampling.BILINEAR), picture)
    return ImageOps.autocontrast(ImageOps.invert(ink), cutoff=(0.5, 50))


def _level(picture: Image) -> Image:
    from PIL import Image as pillow  # noqa: N813

    angle = skew(picture)
    return picture if abs(angle) < _SLIGHT else picture.rotate(angle, pillow.Resampling.BICUBIC, fillcolor=255)


def skew(picture: Image) -> float:
    """Return by how many degrees (−4 to 4) a page must be turned for its lines to be level."""
    from PIL import ImageOps

    small = picture.copy()
    small.thumbnail((800, 800))
    ink = ImageOps.invert(small)
    rough = max((step / 2 for step in range(-2 * _SKEW, 2 * _SKEW + 1)), key=lambda angle: _contrast(ink, angle))
    return max((rough + step / 8 for step in range(-3, 4)), key=lambda angle: _contrast(ink, angle))


def _contrast(ink: Image, angle: float) -> int:
    """Return how much neighbouring rows differ in a page turned by an angle: most when its lines are level."""
    from PIL import Image as pillow  # noqa: N813

    turned = ink.rotate(angle) if angle else ink
    rows = turned.resize((1, turned.height), pillow.Resampling.BOX).tobytes()
    return sum((one - next_one) ** 2 for one, next_one in itertools.pairwise(rows))


def _png(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
