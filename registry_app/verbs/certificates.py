"""certificates: the company's authority, who is certified by it, and what is handed to those who are to trust it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry_app.domain import disk
from registry_app.domain.certificate import CERTIFICATE_KINDS, LARGEST_KEY_FILE
from registry_app.i18n import _, date
from registry_app.persistence import atomic
from registry_app.services.register import Register
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add, document, note_findings

if TYPE_CHECKING:
    from registry_app.services.certificates import Held

FILE_VARIABLE = "ARMARIUM_PKCS12_PASSPHRASE"
SHOWN = 16


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    about = _("the certificates by which the company signs")
    made = verbs.add_parser("certificates", help=about, description=about)
    deeds = made.add_subparsers(dest="deed", required=True, metavar=_("DEED"))
    _deed(deeds, "found", found, _("found the company's authority"), access.add_witness)
    certify_ = _deed(deeds, "certify", certify, _("issue a certificate to a user, who is there"))
    certify_.add_argument("name", metavar="NAME", help=_("the user"))
    certify_.add_argument("--witness-passphrase-file", type=Path, metavar="F", help=_("the passphrase of NAME"))
    imported = _deed(deeds, "import", take_in, _("take in your own certificate of a provider (PKCS#12)"))
    imported.add_argument("file", type=Path, metavar="FILE.p12")
    imported.add_argument(
        "--file-passphrase-file", type=Path, metavar="F",
        help=_("read the file's passphrase from here; else from {variable}, or the terminal").format(
            variable=FILE_VARIABLE
        ),
    )  # fmt: skip
    _add_output(_deed(deeds, "export", export, _("write the authority's certificate")), ".pem, .crt, .der, .cer")
    sheet_ = _deed(deeds, "sheet", sheet, _("write the fingerprint sheet for the authority"))
    _add_output(sheet_, ".pdf, .json")
    sheet_.add_argument("--paper", choices=("a4", "letter"), default="a4")
    withdrawn = _deed(deeds, "withdraw", withdraw, _("withdraw a certificate; its private key is erased"))
    withdrawn.add_argument("which", metavar="FINGERPRINT", help=_("its first digits, or # and number"))
    withdrawn.add_argument("--reason", default="", metavar="CODE", help=_("why: loss, departure, renewal, ..."))
    listed = _deed(deeds, "list", list_, _("list all certificates"))
    listed.add_argument("--json", action="store_true", help=_("print one JSON document and nothing else"))


def _deed(
    deeds: Any, name: str, run: Callable[[argparse.Namespace], int], about: str, *more: Callable[[Any], None]
) -> argparse.ArgumentParser:
    made = add(deeds, name, run, about)
    access.add_register(made)
    for each in more:
        each(made)
    return made


def _add_output(deed: argparse.ArgumentParser, suffixes: str) -> None:
    told = _("a file: {suffixes}").format(suffixes=suffixes)
    deed.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=told)


def found(given: argparse.Namespace) -> int:
    """Found the company's authority."""
    from registry_app.services import certificates

    with access.opened(given) as register:
        posted = register.write(certificates.found, witness=access.witness(given, register))
        return _told(register, posted)


def certify(given: argparse.Namespace) -> int:
    """Issue a certificate to the user named, who types the own passphrase; to oneself without one."""
    from registry_app.services import certificates

    with access.opened(given) as register:
        given.witness = given.name if given.name != register.actor.name else ""
        posted = register.write(certificates.certify, witness=access.witness(given, register))
        return _told(register, posted)


def take_in(given: argparse.Namespace) -> int:
    """Take in a certificate of a provider."""
    from registry_app.services import certificates

    content = disk.content_of(given.file, LARGEST_KEY_FILE)
    passphrase = access.passphrase_of(given.file, given.file_passphrase_file, FILE_VARIABLE)
    with access.opened(given) as register:
        posted = register.write(certificates.take_in, content=content, passphrase=passphrase)
        return _told(register, posted)


def export(given: argparse.Namespace) -> int:
    """Write the authority's certificate."""
    from registry_app.services import certificates

    with access.opened(given) as register:
        content = register.read(certificates.exported, suffix=given.output.suffix.lower())
    return _put(given, content)


def sheet(given: argparse.Namespace) -> int:
    """Write the fingerprint sheet."""
    from registry_app.services import fingerprint_sheets

    suffix = given.output.suffix.lower()
    with access.opened(given) as register:
        content = register.read(fingerprint_sheets.make, suffix=suffix, paper=given.paper, by=register.actor)
    return _put(given, content)


def withdraw(given: argparse.Namespace) -> int:
    """Withdraw one certificate."""
    from registry_app.services import certificates

    with access.opened(given) as register:
        record = register.read(certificates.called, given.which)
        posted = register.write(certificates.withdraw, record=record, reason=given.reason)
        note_findings(posted.findings)
        print(_("Withdrawn by entry {entry}.").format(entry=posted.seq))
    return 0


def list_(given: argparse.Namespace) -> int:
    """List all certificates, those in force first."""
    from registry_app.services import certificates

    with access.opened(given) as register:
        held = register.read(certificates.listed)
    if given.json:
        document([vars(each) for each in held])
        return 0
    for each in held:
        kind = _(CERTIFICATE_KINDS[each.kind])
        print(f"{each.fingerprint[:SHOWN]}  {each.user:<12} {kind}  {_days(each)}  {each.subject}")
    return 0


def _days(held: "Held") -> str:
    if held.withdrawn_on:
        return _("withdrawn on {day}").format(day=date(held.withdrawn_on))
    return _("until {day}").format(day=date(held.valid_until_on))


def _told(register: Register, posted: Any) -> int:
    """Say what came of it: the fingerprint in full, to be compared."""
    from registry_app.services import certificates

    note_findings(posted.findings)
    (made,) = [each for each in register.read(certificates.listed) if each.id == posted.records[0]]
    print(_("{subject}, until {day}").format(subject=made.subject, day=date(made.valid_until_on)))
    print(made.fingerprint)
    return 0


def _put(given: argparse.Namespace, content: bytes) -> int:
    atomic.write(given.output, content)
    print(given.output)
    return 0
