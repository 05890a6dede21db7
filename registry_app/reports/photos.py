"""Photos for paper: the picture alone, upright, no finer than a printer shows it.

What a camera writes beside the picture (place, time, device, a smaller picture of the same) never leaves the register:
the picture is drawn anew from its dots. The photo that is kept in the register is not touched.
"""

import io

from PIL import Image, ImageOps
from PIL.Image import DecompressionBombError
from reportlab.lib.utils import ImageReader

DOTS_PER_MM = 300 / 25.4
"""As fine as 300 dots to an inch: card printers have no more."""
LARGEST = 80_000_000
"""Dots of a photo that is drawn; no camera that people carry takes more, and a forged one would fill the memory."""
QUALITY = 92


def drawable(content: bytes, size: tuple[float, float]) -> ImageReader | None:
    """The photo as ReportLab draws it, made for a frame of `size` mm; `None` for what cannot be read as a picture."""
    try:
        return ImageReader(io.BytesIO(_anew(content, size)))
    except (OSError, ValueError, SyntaxError, DecompressionBombError):  # Pillow tells damage by all of these
        return None


def _anew(content: bytes, size: tuple[float, float]) -> bytes:
    """The dots as JPEG: nothing else of the file goes along."""
    with Image.open(io.BytesIO(content)) as found:
        if found.width * found.height > LARGEST:
            raise ValueError(found.size)
        longest = max(round(each * DOTS_PER_MM) for each in size)
        found.thumbnail((2 * longest, 2 * longest))  # twice as fine: what follows has something to smooth
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((round(size[0] * DOTS_PER_MM), round(size[1] * DOTS_PER_MM)))
        return _as_jpeg(_on_white(upright))


def _on_white(photo: Image.Image) -> Image.Image:
    """In colours of three bytes; what is clear is white, as paper is."""
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    clear = photo.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _as_jpeg(photo: Image.Image) -> bytes:
    made, bare = io.BytesIO(), Image.new("RGB", photo.size)
    bare.paste(photo)
    bare.save(made, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return made.getvalue()
