"""Labels and cards on paper, to be printed at 100 %: every edge where the layout says, within half a millimetre.

A pure function of its content, the layout and the language. A code is drawn in rectangles, never as a picture, with its
quiet zone, and what it says stands beside it for the eye.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from reportlab.lib.utils import ImageReader

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import LANGUAGES, _, decimal, speaking
from registry_app.reports import canvas, fonts
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.label_layouts import Layout, layouts
from registry_app.reports.label_symbols import LEAST_MM, SYMBOLS, Symbol, symbol

MM = 72 / 25.4
BLACK, GREY, NAVY = "0 0 0", "0.333 0.380 0.451", "0.075 0.176 0.341"
PAD = 1.5
"""Between the edge of a label and what is on it, in mm."""
PHOTO = (22.0, 28.0)

Content = Mapping[str, Any]
Photos = Mapping[str, bytes]
__all__ = ["SYMBOLS", "Content", "calibrate", "layouts", "write"]


def write(
    content: Content, *, layout: str, code: str = "qr", skip: int = 0, language: str = "en",
    photos: Photos | None = None,
) -> bytes:  # fmt: skip
    """The labels of `content` as PDF, the first `skip` places of the first sheet left free; `photos` by code.

    Raises `Refused` (`label_too_small`) where the code does not fit the label.
    """
    with speaking(language):
        drawn = _canvas(content, layouts()[layout], language)
        _write(drawn, content, layouts()[layout], code, skip, photos or {})
        return drawn.finish()


def calibrate(content: Content, *, layout: str, language: str = "en") -> bytes:
    """One sheet with the outlines of all labels, crosses in the middle of each, and rulers, to lay over a sheet."""
    with speaking(language):
        drawn = _canvas(content, layouts()[layout], language)
        _rule(drawn, layouts()[layout])
        drawn.showPage()
        return drawn.finish()


def _canvas(content: Content, layout: Layout, language: str) -> ArchiveCanvas:
    digest = hashlib.sha256(canonical(content) + layout.name.encode()).hexdigest()
    identity = Identity(
        number=digest[:8].upper(),
        title=_("Cards") if layout.is_card else _("Labels"),
        subject=layout.told(),
        author=content["company"],
        language=language if language in LANGUAGES else "en",
        creator=content["build"],
        moment=canvas.moment(content["moment"]),
        fingerprint=digest[:32].upper(),
    )
    made = ArchiveCanvas(identity, (layout.sheet[0] * MM, layout.sheet[1] * MM), tagged=False)
    made.setViewerPreference("PrintScaling", "None")
    return made


def _write(
    drawn: ArchiveCanvas, content: Content, layout: Layout, code: str, skip: int, photos: Photos
) -> None:  # fmt: skip
    places = [None] * skip + list(content["labels"])
    left = iter(places)
    while sheet := list(islice(left, layout.per_sheet)):
        for at, label in enumerate(sheet):
            if label is not None:
                _Label(drawn, layout, at).draw(label, symbol(code, label["code"]), content, photos)
        drawn.showPage()


class _Label:
    """One label: lengths in points from its lower left corner on the sheet."""

    def __init__(self, drawn: ArchiveCanvas, layout: Layout, at: int) -> None:
        self.canvas, self.layout = drawn, layout
        x, y = layout.corner(at)
        self.left, self.bottom = x * MM, (layout.sheet[1] - y - layout.label[1]) * MM
        self.wide, self.tall = (each * MM for each in layout.label)
        self.pad = PAD * MM

    def draw(self, label: Content, code: Symbol, content: Content, photos: Photos) -> None:
        """Everything that is on it."""
        if self.layout.is_card:
            self._card(label, code, content["company"], photos)
        elif code.is_linear:
            top = self._stack(label, self.pad, self.wide - 2 * self.pad, self.tall * 0.45)
            self._bars(label, code, top)
        else:
            side = self._square(label, code, (self.layout.label[0] * 0.5, self.layout.label[1] - 2 * PAD), self.pad)
            left = self.pad + side + self.pad / 2
            self._stack(label, left, self.wide - left - self.pad, self.tall - 2 * self.pad, is_coded=True)

    def _card(self, label: Content, code: Symbol, company: str, photos: Photos) -> None:
        band = 9 * MM
        self.canvas.frame(self.left, self.bottom, self.wide, self.tall, GREY, 0.25)
        self.canvas.box(self.left, self.bottom + self.tall - band, self.wide, band, NAVY)
        room = self.wide - 6 * MM
        size = fonts.fitting(fonts.printable(company), "sans-bold", 11, room)
        self._line(3 * MM, self.tall - band / 2 - size / 3, company, "sans-bold", size, room, "1 1 1")
        left = 3 * MM
        if _photo(self.canvas, photos.get(label["code"], b""), self.left + left, self.bottom + 14 * MM):
            left += (PHOTO[0] + 2) * MM
        if code.is_linear:
            self._bars(label, code, 13 * MM)
            self._stack(label, left, self.wide - left - 3 * MM, 20 * MM, top=self.tall - band - 2 * MM)
            return
        side = self._square(label, code, (24.0, 24.0), None)
        width = self.wide - left - side - 4 * MM
        self._stack(label, left, width, 28 * MM, top=self.tall - band - 3 * MM, is_coded=True)

    def _square(self, label: Content, code: Symbol, room: tuple[float, float], x: float | None) -> float:
        """A two-dimensional code: from `x`, else at the lower right corner; answers its side."""
        module = self._module(label, code, room)
        side = code.wide * module * MM
        left = self.wide - side - 2 * MM if x is None else x
        bottom = 2 * MM if x is None else (self.tall - side) / 2
        self._rectangles(code, left, bottom, module * MM, module * MM)
        return side

    def _bars(self, label: Content, code: Symbol, top: float) -> None:
        """A linear code below `top` (points), as tall as there is room, with what it says below it."""
        module = self._module(label, code, (self.layout.label[0] - 0.4, 0.0))
        size, x = 6.5, (self.wide - code.wide * module * MM) / 2
        foot = self.pad + size
        self._rectangles(code, x, foot + 1, module * MM, max(top - foot - 2, 5 * MM))
        self.canvas.text(
            self.left + self.wide / 2, self.bottom + self.pad, spaced(label["code"]), "mono", size, BLACK, "middle"
        )

    def _module(self, label: Content, code: Symbol, room: tuple[float, float]) -> float:
        module = code.module(room, self.layout.dot)
        if module < LEAST_MM - 1e-3:
            wide, tall = (decimal(round(each * 10), 1) for each in self.layout.label)
            raise Refused(refuse("label_too_small", value=label["code"], wide=wide, tall=tall))
        return module

    def _rectangles(self, code: Symbol, x: float, y: float, wide: float, tall: float) -> None:
        dark = " ".join(f"{left} {low} {across} {up} re" for left, low, across, up in code.dark)
        x, y = self.left + x, self.bottom + y
        self.canvas.emit(f"q {wide:.5f} 0 0 {tall:.5f} {x:.3f} {y:.3f} cm {BLACK} rg {dark} f Q")

    def _stack(
        self, label: Content, x: float, room: float, height: float, *, top: float = 0, is_coded: bool = False
    ) -> float:  # fmt: skip
        """The title and the lines below it in a column; answers where they end, from the lower edge."""
        lines = [(label["title"], "sans-bold", 11.0)]
        lines += [(text, "narrow", 8.0) for text in label["lines"] if text]
        lines += [(spaced(label["code"]), "mono", 7.5)] if is_coded else []
        scale = min(1.0, height / sum(size * 1.25 for *_rest, size in lines))
        y = top or self.tall - self.pad
        for text, face, size in lines:
            y -= size * scale * 1.25
            self._line(x, y + size * scale * 0.25, text, face, size * scale, room, BLACK)
        return y

    def _line(self, x: float, y: float, text: str, face: str, size: float, room: float, colour: str) -> None:
        """One line, smaller where it must be, and cut where even that is too long: never beyond the label."""
        shown = fonts.printable(text)
        fitted = fonts.fitting(shown, face, size, room, least=4.0)
        self.canvas.text(self.left + x, self.bottom + y, _cut(shown, face, fitted, room), face, fitted, colour)


def spaced(code: str) -> str:
    """A code in groups, as people read it aloud: `A7F KBB 000123 7R`."""
    return f"{code[:3]} {code[3:6]} {code[6:-2]} {code[-2:]}"


def _cut(text: str, face: str, size: float, room: float) -> str:
    """What fits of a text, with three dots where something is missing."""
    if fonts.width(text, face, size) <= room:
        return text
    while text and fonts.width(f"{text}…", face, size) > room:
        text = text[:-1]
    return f"{text}…"


def _photo(drawn: ArchiveCanvas, content: bytes, x: float, y: float) -> bool:
    """Draw a photo into its frame; whether there is one that can be drawn."""
    try:
        photo = ImageReader(io.BytesIO(content))
    except OSError:
        return False
    drawn.drawImage(photo, x, y, PHOTO[0] * MM, PHOTO[1] * MM, preserveAspectRatio=True, anchor="nw")
    return True


def _rule(drawn: ArchiveCanvas, layout: Layout) -> None:
    """Outlines and crosses of all labels, and rulers in millimetres along the left and the upper edge."""
    wide, tall = layout.label
    for at in range(layout.per_sheet):
        x, y = layout.corner(at)
        low = layout.sheet[1] - y - tall
        drawn.frame(x * MM, low * MM, wide * MM, tall * MM, GREY, 0.25)
        middle, half = ((x + wide / 2) * MM, (low + tall / 2) * MM), 3 * MM
        drawn.rule(middle[0] - half, middle[1], middle[0] + half, middle[1], BLACK, 0.25)
        drawn.rule(middle[0], middle[1] - half, middle[0], middle[1] + half, BLACK, 0.25)
    _scale(drawn, layout.sheet, is_across=True)
    _scale(drawn, layout.sheet, is_across=False)


def _scale(drawn: ArchiveCanvas, sheet: Sequence[float], *, is_across: bool) -> None:
    """A mark at every millimetre, longer ones at 5 and 10 with the number; 6 mm inside the edge."""
    edge = sheet[1] - 6 if is_across else 6.0
    for at in range(int(sheet[0] if is_across else sheet[1]) + 1):
        long = 3.0 if at % 10 == 0 else 2.0 if at % 5 == 0 else 1.0
        if is_across:
            drawn.rule(at * MM, edge * MM, at * MM, (edge - long) * MM, BLACK, 0.2)
        else:
            drawn.rule(edge * MM, (sheet[1] - at) * MM, (edge + long) * MM, (sheet[1] - at) * MM, BLACK, 0.2)
        if at % 10 == 0 and at:
            x, y = (at * MM, (edge - 5.2) * MM) if is_across else ((edge + 5) * MM, (sheet[1] - at) * MM - 2)
            drawn.text(x, y, str(at), "narrow", 6, GREY, "middle")
