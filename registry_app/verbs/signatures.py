"""sign: put a signature into a report, where it lies."""

import argparse
from pathlib import Path

from registry_app.i18n import _
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add

LARGEST = 200_000_000
"""Bytes: a report of a million rows has fewer."""
SHOWN = 16


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "sign", sign, _("sign a report, in place"))
    made.add_argument("file", type=Path, metavar="FILE.pdf")
    made.add_argument("-r", "--register", type=Path, required=True, metavar="FOLDER", help=_("the register's folder"))
    access.add_user(made, required=True)
    made.add_argument("--field", default="", metavar="armorer|witness|inspector", help=_("else the first empty one"))
    made.add_argument("--reason", default="", metavar="TEXT", help=_("why; it stands in the signature"))


def sign(given: argparse.Namespace) -> int:
    """Sign the report where it lies: the file is as before, or signed whole."""
    from registry_app.services import signatures

    content = access.content_of(given.file, LARGEST)
    with access.opened(given) as register:
        signed = register.read(
            signatures.sign, file=content, field=given.field, reason=given.reason, by=register.actor
        )  # fmt: skip
    atomic.write(given.file, signed.file)
    told = _("{file}: signed by {person} as {field}, certificate {fingerprint}")
    print(told.format(file=given.file, person=signed.field.signed_by, field=signed.field.label,
                      fingerprint=signed.fingerprint[:SHOWN]))  # fmt: skip
    return 0
