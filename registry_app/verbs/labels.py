"""labels: labels and cards with codes that scanners read, as PDF."""

import argparse
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import _
from registry_app.persistence import atomic
from registry_app.services import labels
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add

SUFFIX = ".pdf"


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "labels", write, _("write labels, or cards for people, as PDF"))
    made.add_argument("kind", metavar="KIND", help=", ".join(labels.KINDS))
    made.add_argument("names", nargs="*", metavar="NAME", help=_("serial, lot number or code, or # and number"))
    access.add_register(made)
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("a .pdf file"))
    made.add_argument("--in", dest="place", default="", metavar="CODE", help=_("all of the kind in this place"))
    made.add_argument("--layout", default="", metavar="NAME", help=_("the sheet or roll; a wrong name lists them"))
    made.add_argument("--code", default="", metavar="CODE", help=_("qr, datamatrix or code128; without it what suits"))
    made.add_argument("--skip", type=int, default=0, metavar="N", help=_("leave the first N labels of the sheet free"))
    for way, told in (("right", _("move all of it so many mm to the right")), ("down", _("move it so many mm down"))):
        made.add_argument(f"--{way}", type=float, default=0.0, metavar="MM", help=told)
    made.add_argument("--calibrate", action="store_true", help=_("a sheet of outlines and rulers instead"))


def write(given: argparse.Namespace) -> int:
    """Write the labels to a file, whole or not at all."""
    if given.output.suffix.lower() != SUFFIX:
        raise Refused(refuse("label_suffix", value=given.output.name))
    with access.opened(given) as register:
        content = register.read(_calibration if given.calibrate else _labels, given)
    atomic.write(given.output, content)
    print(given.output)
    return 0


def _calibration(session: Session, given: argparse.Namespace) -> bytes:
    return labels.calibrate(session, kind=given.kind, layout=given.layout, shift=(given.right, given.down))


def _labels(session: Session, given: argparse.Namespace) -> bytes:
    """The labels; says so where their codes want more than a coarse printer."""
    records = labels.called(session, kind=given.kind, names=given.names, place=given.place)
    layout, code = labels.fit(given.kind, given.layout, given.code)
    if labels.needs_fine(layout, code):
        print(_(labels.FINE), file=sys.stderr)
    return labels.make(
        session, kind=given.kind, records=records, layout=layout, code=code, skip=given.skip,
        shift=(given.right, given.down),
    )  # fmt: skip
