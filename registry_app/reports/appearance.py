"""What is seen in a signed field: who signed, as what, when, and the beginning of the certificate's fingerprint.

No tick and no seal: a picture proves nothing, and whoever wants to know asks a program that verifies.
"""

import datetime as dt
from typing import NamedTuple

from registry_app.i18n import _, speaking
from registry_app.reports import fonts, told
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.certificates import grouped
from registry_app.reports.paper import FAINT, GREY, INK, NAVY, STEEL

SHORT = 20
"""Hex digits of the fingerprint: 80 bits tell certificates apart, the whole of it stands in the signature."""
_LEFT, _RIGHT, _ABOVE, _LEAD = 8.0, 4.0, 4.0, 1.28
_SMALLER, _LEAST = 0.96, 0.4
"""By how much a text is set smaller until it fits, and where that ends."""


class Line(NamedTuple):
    """A line of text and how it is set."""

    text: str
    face: str
    size: float
    colour: str


def draw(
    width: float, height: float, *, name: str, role: str, moment: dt.datetime, reason: str, fingerprint: str,
    language: str,
) -> bytes:  # fmt: skip
    """A PDF whose only page, as large as the field, shows the signature in `language`.

    `role` is what the field is called, in that language; `moment` in UTC.
    """
    identity = Identity(
        number="", title=name, subject="", author=name, language=language, creator="armarium", moment=moment,
        fingerprint=fingerprint[:32].upper(),
    )  # fmt: skip
    canvas = ArchiveCanvas(identity, (width, height), tagged=False)
    with speaking(language):
        lines = _fitted(_lines(name, role, moment, reason, fingerprint), width, height)
    canvas.box(0, 0, width, height, FAINT)
    canvas.box(0, 0, 2.4, height, STEEL)
    y = height - _ABOVE
    for line in lines:
        y -= line.size
        canvas.text(_LEFT, y, line.text, line.face, line.size, line.colour)
        y -= line.size * (_LEAD - 1)
    canvas.showPage()
    return canvas.finish()


def _lines(name: str, role: str, moment: dt.datetime, reason: str, fingerprint: str) -> list[Line]:
    when = told.moment(moment.isoformat(timespec="milliseconds"))
    signed = _("{role}, signed on {moment}").format(role=role, moment=when)
    short = _("Certificate {fingerprint} …").format(fingerprint=grouped(fingerprint[:SHORT]))
    lines = [Line(name, "narrow-bold", 9.4, NAVY), Line(signed, "narrow", 7, INK)]
    if reason:
        lines.append(Line(reason, "narrow", 7, INK))
    return [*lines, Line(short, "narrow", 6.6, GREY)]


def _fitted(lines: list[Line], width: float, height: float) -> list[Line]:
    """The lines wrapped, at the largest size at which all of them stand in the field."""
    scale = 1.0
    while True:
        set_ = [part for line in lines for part in _wrapped(line, scale, width - _LEFT - _RIGHT)]
        if sum(line.size * _LEAD for line in set_) <= height - 2 * _ABOVE or scale < _LEAST:
            return set_
        scale *= _SMALLER


def _wrapped(line: Line, scale: float, room: float) -> list[Line]:
    size = round(line.size * scale, 2)
    return [
        line._replace(text=text, size=size) for text in fonts.wrap(fonts.printable(line.text), line.face, size, room)
    ]
