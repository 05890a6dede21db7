"""What is done with certificates off the window's thread: founding, certifying, taking in, and what is handed out."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry_app.domain import disk
from registry_app.domain.certificate import LARGEST_KEY_FILE
from ui import files
from ui.pages.witness import vouched

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.services.certificates import Held
    from registry_app.services.register import Register

FOUND, CERTIFY, IMPORT, EXPORT, SHEET = "found", "certify", "import", "export", "sheet"
"""Found the authority, certify a user, take in one's own, write the authority's certificate, write the sheet."""
WITHDRAW = "withdraw"
"""Withdraw one's own certificate; a director, any."""
WHY = ("loss", "theft", "departure", "renewal", "other")
"""Reasons for a withdrawal."""


@dataclass(frozen=True)
class Wish:
    """What was typed: `user` vouches (a witness, or whom it is for; nobody where it is oneself), `file` is taken in,
    the certificate `record` withdrawn for a `reason`."""

    act: str
    user: str = ""
    passphrase: str = field(default="", repr=False)
    file: Path | None = None
    record: int = 0
    reason: str = ""


def held(session: Any) -> tuple["Held", ...]:
    """All certificates."""
    from registry_app.services import certificates

    return tuple(certificates.listed(session))


def fulfil(register: "Register", wish: Wish) -> Wish:
    """Do it and give it back. Raises `Refused`, beside the passphrase where that is wrong."""
    from registry_app.services import certificates

    if wish.act == IMPORT:
        content = disk.content_of(wish.file or Path(), LARGEST_KEY_FILE)
        register.write(certificates.take_in, content=content, passphrase=wish.passphrase)
        return wish
    if wish.act == WITHDRAW:
        register.write(certificates.withdraw, record=wish.record, reason=wish.reason)
        return wish
    service = certificates.found if wish.act == FOUND else certificates.certify
    register.write(service, witness=vouched(register, wish.user, wish.passphrase) if wish.user else None)
    return wish


def write(session: Any, act: str, path: Path, by: "Actor") -> Path:
    """Write the authority's certificate, or the sheet of fingerprints."""
    from registry_app.services import certificates, fingerprint_sheets

    suffix = path.suffix.lower()
    if act == EXPORT:
        files.write(path, certificates.exported(session, suffix=suffix))
    else:
        files.write(path, fingerprint_sheets.make(session, suffix=suffix, by=by))
    return path
