"""Labels and cards on paper, to be printed at 100 %: every edge where the layout says, within half a millimetre.

A pure function of its content, the layout and the language. A code is drawn in rectangles, never as a picture, with its
quiet zone, and what it says stands beside it for the eye.
"""

import hashlib
from collections.abc import Mapping
from itertools import islice
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import LANGUAGES, _, decimal, speaking
from registry_app.reports import canvas, fonts, label_rulers, photos
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.label_layouts import Layout, Size, layouts
from registry_app.reports.label_rulers import BLACK, GREY, MM
from registry_app.reports.label_symbols import COARSE, COARSE_MM, FINE, LEAST_MM, SYMBOLS, Symbol, is_at_least, symbol

NAVY = "0.075 0.176 0.341"
PAD = 1.5
"""Between the edge of a label and what is on it, in mm."""
PHOTO = (22.0, 28.0)
USUAL = "A7FKBB0001237R"
"""A code as long as they are in a register of fewer than a million records, and as wide as such codes get."""

Content = Mapping[str, Any]
Photos = Mapping[str, bytes]
__all__ = ["COARSE", "SYMBOLS", "Content", "calibrate", "coarsest", "layouts", "usual", "write"]


def write(
    content: Content, *, layout: str, code: str = "qr", skip: int = 0, language: str = "en",
    portraits: Photos | None = None, shift: Size = (0.0, 0.0),
) -> bytes:  # fmt: skip
    """The labels of `content` as PDF, the first `skip` places of the first sheet left free; `portraits` by code.

    `shift` moves everything so many mm to the right and down, against a printer that does not. Raises `Refused`
    (`label_too_small`) where the code does not fit the label.
    """
    with speaking(language):
        drawn = _canvas(content, layouts()[layout], language)
        _write(drawn, content, layouts()[layout].shifted(shift), code, skip, portraits or {})
        return drawn.finish()


def calibrate(content: Content, *, layout: str, language: str = "en", shift: Size = (0.0, 0.0)) -> bytes:
    """One sheet with the outlines of all labels, rulers and a cross, `shift` mm further right and down."""
    with speaking(language):
        drawn = _canvas(content, layouts()[layout], language)
        label_rulers.rule(drawn, layouts()[layout], shift)
        drawn.showPage()
        return drawn.finish()


def coarsest(layout: str, code: str) -> int:
    """The fewest dots to an inch of a printer and a reader at which a code of usual length is read from this layout.

    150 or 203; 0 where it does not fit at all.
    """
    module = symbol(code, USUAL).module(_room(layouts()[layout], code), layouts()[layout].dot)
    return COARSE if is_at_least(module, COARSE_MM) else FINE if is_at_least(module, LEAST_MM) else 0


def usual(layout: str) -> str:
    """The code that a layout is best printed with: the Data Matrix where bars would be too fine for coarse readers."""
    return "qr" if coarsest(layout, "code128") == COARSE else "datamatrix"


def _room(layout: Layout, code: str) -> Size:
    """How wide and tall a code may be with its quiet zone, in mm; bars are as tall as they like."""
    wide, tall = layout.label
    if code == "code128":
        return wide - 0.4, 0.0
    return (24.0, 24.0) if layout.is_card else (wide * 0.5, tall - 2 * PAD)


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
    drawn: ArchiveCanvas, content: Content, layout: Layout, code: str, skip: int, portraits: Photos
) -> None:  # fmt: skip
    places = [None] * skip + list(content["labels"])
    left = iter(places)
    while sheet := list(islice(left, layout.per_sheet)):
        for at, label in enumerate(sheet):
            if label is not None:
                _Label(drawn, layout, at).draw(label, symbol(code, label["code"]), content, portraits)
        drawn.showPage()


class _Label:
    """One label: lengths in points from its lower left corner on the sheet."""

    def __init__(self, drawn: ArchiveCanvas, layout: Layout, at: int) -> None:
        self.canvas, self.layout = drawn, layout
        x, y = layout.corner(at)
        self.left, self.bottom = x * MM, (layout.sheet[1] - y - layout.label[1]) * MM
        self.wide, self.tall = (each * MM for each in layout.label)
        self.pad = PAD * MM

    def draw(self, label: Content, code: Symbol, content: Content, portraits: Photos) -> None:
        """Everything that is on it."""
        if self.layout.is_card:
            self._card(label, code, content["company"], portraits)
        elif code.is_linear:
            top = self._stack(label, self.pad, self.wide - 2 * self.pad, self.tall * 0.45)
            self._bars(label, code, top)
        else:
            side = self._square(label, code, self.pad)
            left = self.pad + side + self.pad / 2
            self._stack(label, left, self.wide - left - self.pad, self.tall - 2 * self.pad, is_coded=True)

    def _card(self, label: Content, code: Symbol, company: str, portraits: Photos) -> None:
        band = 9 * MM
        self.canvas.frame(self.left, self.bottom, self.wide, self.tall, GREY, 0.25)
        self.canvas.box(self.left, self.bottom + self.tall - band, self.wide, band, NAVY)
        room = self.wide - 6 * MM
        size = fonts.fitting(fonts.printable(company), "sans-bold", 11, room)
        self._line(3 * MM, self.tall - band / 2 - size / 3, company, "sans-bold", size, room, "1 1 1")
        left = 3 * MM
        if _photo(self.canvas, portraits.get(label["code"], b""), self.left + left, self.bottom + 14 * MM):
            left += (PHOTO[0] + 2) * MM
        if code.is_linear:
            self._bars(label, code, 13 * MM)
            self._stack(label, left, self.wide - left - 3 * MM, 20 * MM, top=self.tall - band - 2 * MM)
            return
        side = self._square(label, code, None)
        width = self.wide - left - side - 4 * MM
        self._stack(label, left, width, 28 * MM, top=self.tall - band - 3 * MM, is_coded=True)

    def _square(self, label: Content, code: Symbol, x: float | None) -> float:
        """A two-dimensional code: from `x`, else at the lower right corner; answers its side."""
        module = self._module(label, code)
        side = code.wide * module * MM
        left = self.wide - side - 2 * MM if x is None else x
        bottom = 2 * MM if x is None else (self.tall - side) / 2
        self._rectangles(code, left, bottom, module * MM, module * MM)
        return side

    def _bars(self, label: Content, code: Symbol, top: float) -> None:
        """A linear code below `top` (points), as tall as there is room, with what it says below it."""
        module = self._module(label, code)
        size, x = 6.5, (self.wide - code.wide * module * MM) / 2
        foot = self.pad + size
        self._rectangles(code, x, foot + 1, module * MM, max(top - foot - 2, 5 * MM))
        self.canvas.text(
            self.left + self.wide / 2, self.bottom + self.pad, spaced(label["code"]), "mono", size, BLACK, "middle"
        )

    def _module(self, label: Content, code: Symbol) -> float:
        module = code.module(_room(self.layout, code.kind), self.layout.dot)
        if not is_at_least(module, LEAST_MM):
            wide, tall = (decimal(round(each * 10), 1) for each in self.layout.label)
            raise Refused(refuse("label_too_small", field="code", value=label["code"], wide=wide, tall=tall))
        return module

    def _rectangles(self, code: Symbol, x: float, y: float, wide: float, tall: float) -> None:
        """From `x` and `y`, or the whole dots of the printer that are nearest: so all bars of a width print alike."""
        dark = " ".join(f"{left} {low} {across} {up} re" for left, low, across, up in code.dark)
        dot, sheet = self.layout.dot * MM, self.layout.sheet[1] * MM
        x, y = round((self.left + x) / dot) * dot, sheet - round((sheet - self.bottom - y) / dot) * dot
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
    photo = photos.drawable(content, PHOTO)
    if photo is not None:
        drawn.drawImage(photo, x, y, PHOTO[0] * MM, PHOTO[1] * MM, preserveAspectRatio=True, anchor="nw")
    return photo is not None
