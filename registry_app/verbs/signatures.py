"""sign: put a signature into a report, where it lies."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from registry_app.domain import disk
from registry_app.domain.certificate import LARGEST_KEY_FILE
from registry_app.domain.received import LARGEST
from registry_app.i18n import _
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.certificates import FILE_VARIABLE
from registry_app.verbs.telling import Verbs, add

if TYPE_CHECKING:
    from registry_app.services.signatures import Signed, Stamp

SHOWN = 16
STAMP_VARIABLE = "ARMARIUM_TIMESTAMP_PASSPHRASE"


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "sign", sign, _("sign a report, in place"))
    made.add_argument("file", type=Path, metavar="FILE.pdf")
    made.add_argument("-r", "--register", type=Path, required=True, metavar="FOLDER", help=_("the register's folder"))
    access.add_user(made, required=True)
    made.add_argument("--field", default="", metavar="armorer|witness|inspector", help=_("else the first empty one"))
    made.add_argument(
        "--key-file", type=Path, metavar="FILE.p12",
        help=_("an inspector signs with this key (PKCS#12), of which nothing is kept"),
    )  # fmt: skip
    made.add_argument(
        "--key-file-passphrase-file", type=Path, metavar="F",
        help=_("read the file's passphrase from here; else from {variable}, or the terminal").format(
            variable=FILE_VARIABLE
        ),
    )  # fmt: skip
    stamped = made.add_mutually_exclusive_group()
    asked = _("ask this service of RFC 3161 for a time stamp")
    stamped.add_argument("--timestamp", default="", metavar="URL", help=asked)
    stamped.add_argument(
        "--timestamp-by", type=Path, metavar="FILE.p12", help=_("put a time stamp by this key, without any network")
    )  # fmt: skip
    made.add_argument(
        "--timestamp-passphrase-file", type=Path, metavar="F",
        help=_("read the passphrase of that file from here; else from {variable}, or the terminal").format(
            variable=STAMP_VARIABLE
        ),
    )  # fmt: skip
    made.add_argument("--reason", default="", metavar="TEXT", help=_("why; it stands in the signature"))


def sign(given: argparse.Namespace) -> int:
    """Sign the report where it lies: the file is as before, or signed whole."""
    content = disk.content_of(given.file, LARGEST)
    signed = _by_file(given, content) if given.key_file else _by_user(given, content)
    atomic.write(given.file, signed.file)
    told = _("{file}: signed by {person} as {field}, certificate {fingerprint}")
    print(told.format(file=given.file, person=signed.field.signed_by, field=signed.field.label,
                      fingerprint=signed.fingerprint[:SHOWN]))  # fmt: skip
    return 0


def _by_user(given: argparse.Namespace, content: bytes) -> "Signed":
    from registry_app.services import signatures

    with access.opened(given) as register:
        return register.read(
            signatures.sign, file=content, field=given.field, reason=given.reason, stamp=_stamp(given),
            by=register.actor,
        )  # fmt: skip


def _by_file(given: argparse.Namespace, content: bytes) -> "Signed":
    """The key is looked at before the register is opened, and forgotten after it."""
    from registry_app.services import signatures

    key_file = disk.content_of(given.key_file, LARGEST_KEY_FILE)
    passphrase = access.passphrase_of(given.key_file, given.key_file_passphrase_file, FILE_VARIABLE)
    with access.opened(given) as register:
        return register.read(
            signatures.sign_by_file, file=content, key_file=key_file, passphrase=passphrase,
            field=given.field or signatures.INSPECTOR, reason=given.reason, stamp=_stamp(given),
        )  # fmt: skip


def _stamp(given: argparse.Namespace) -> "Stamp | None":
    from registry_app.services.signatures import Stamp

    if given.timestamp_by is None:
        return Stamp(given.timestamp) if given.timestamp else None
    content = disk.content_of(given.timestamp_by, LARGEST_KEY_FILE)
    passphrase = access.passphrase_of(given.timestamp_by, given.timestamp_passphrase_file, STAMP_VARIABLE)
    return Stamp(key_file=content, passphrase=passphrase)
