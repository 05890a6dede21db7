"""What runs off the window's thread to open a register, and the loading of everything heavy that comes with it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from registry_app.domain.errors import Damaged, Refused

if TYPE_CHECKING:
    from registry_app.services.register import Register
    from registry_app.services.restorations import Lost
    from registry_app.services.summary import Summary
    from ui.tasks import Tasks

SUFFIX = ".armarium"
OLDER = "anchor_ahead"
"""The finding about a register that is shorter than an authority's receipt says."""
DEMO_PAPER = "demo.json"
_RESTORED = "restored"


@dataclass(frozen=True)
class Opened:
    """A register that was unlocked, its figures for the frame of the window, and by page what was typed before."""

    register: "Register"
    summary: "Summary"
    drafts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Invented:
    """A user of the demo company."""

    name: str
    role: str
    passphrase: str


def warm_up() -> None:
    """Load what every page needs, so that the window's thread never waits for it."""
    import babel.dates
    import babel.numbers

    import ui.pages.firearms
    import ui.pages.handover
    import ui.pages.imports
    import ui.pages.overview
    import ui.pages.returns
    import ui.pages.users  # noqa: F401 - all imported for what importing does

    babel.dates.get_month_names("wide", locale="en")
    babel.numbers.format_decimal(1000, locale="en")


def users(folder: Path) -> list[str]:
    """The users who have a key slot in the register."""
    warm_up()
    from registry_app.services.register import user_names

    return user_names(folder)


def check(register: "Register") -> None:
    """Look at what came after the last checkpoint, beside the work; `Damaged` ends the work."""
    from registry_app.services.checks import check_opening

    check_opening(register)


def unlock(folder: Path, *, user: str, passphrase: str, closing: "Tasks | None" = None) -> Opened:
    """The register unlocked; one that is still being closed, because it was just locked, is waited for.

    One that is shorter than a receipt says is `Refused`: two persons may declare that it was restored.
    """
    from registry_app.services.register import unlock as open_as

    if closing is not None:
        closing.wait_closed()
    try:
        return _summarised(open_as(folder, user=user, passphrase=passphrase))
    except Damaged as damage:
        if not any(finding.code == OLDER for finding in damage.findings):
            raise
        raise Refused(*damage.findings) from damage


def is_restored(folder: Path) -> bool:
    """Whether a register came out of a backup, and nobody has declared it yet."""
    return (folder / _RESTORED).exists()


def declarers(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The users of a register, and the reasons for a restore by their code."""
    names = users(folder)
    from registry_app.domain.choices import REASONS
    from registry_app.domain.restoration import RESTORE_REASONS

    return names, {code: REASONS[code] for code in RESTORE_REASONS}


def lost(
    folder: Path, *, user: str, passphrase: str, receipts: Sequence[Path] = (), closing: "Tasks | None" = None
) -> "Lost":
    """What the declaration of a restored register will say, with receipts that lie in these files. Raises as `unlock`,
    and `Refused` for a file that is no receipt, or not one for what was lost."""
    from registry_app.services import restorations
    from registry_app.services.register import unlock_to_declare

    if closing is not None:
        closing.wait_closed()
    with unlock_to_declare(folder, user=user, passphrase=passphrase) as register:
        return register.read(restorations.lost, receipts=_contents(receipts))


def _contents(files: Sequence[Path]) -> list[bytes]:
    """The receipts in some files."""
    from registry_app.domain import disk, receipt

    found = []
    for path in files:
        content = disk.content_of(path, receipt.LARGEST)
        try:
            receipt.parse(content)
        except Damaged as damaged:
            raise Refused(*damaged.findings) from None
        found.append(content)
    return found


def declare(
    folder: Path, *, user: str, passphrase: str, witness: str, witness_passphrase: str, reason: str, note: str,
    receipts: Sequence[Path] = (),
) -> Opened:  # fmt: skip
    """The register once two persons declared that it was restored, open for `user`. Raises as `lost`."""
    from registry_app.services import restorations
    from registry_app.services.register import unlock_to_declare

    with unlock_to_declare(folder, user=user, passphrase=passphrase) as register:
        vouching = register.witness(witness, witness_passphrase)
        restorations.declare(register, witness=vouching, reason=reason, note=note, receipts=_contents(receipts))
    return unlock(folder, user=user, passphrase=passphrase)


def found(folder: Path, *, company: str, person: str, user: str, passphrase: str) -> tuple[Opened, str]:
    """A new register, open, and its recovery code."""
    warm_up()
    from registry_app.services.register import create

    register, code = create(folder, company=company, user=user, passphrase=passphrase, person=person)
    return _summarised(register), code


def _summarised(register: "Register") -> Opened:
    from registry_app.services import drafts
    from registry_app.services.summary import summarise

    try:
        kept = {} if register.is_read_only else register.read(drafts.kept, user=register.actor.user_id)
        return Opened(register, register.read(summarise, person=register.actor.person_id), kept)
    except BaseException:
        register.close()
        raise


def invented(folder: Path) -> dict[str, Invented]:
    """The invented users of a demo register by name, the usual one first; none for every other register."""
    try:
        told = json.loads((folder.parent / DEMO_PAPER).read_text("utf-8"))
        known = [Invented(each["name"], each["role"], each["passphrase"]) for each in told["users"]]
        usual, of = told["passphrase"], Path(told["register"]).name
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    known.sort(key=lambda each: each.passphrase != usual)
    return {each.name: each for each in known} if of == folder.name else {}
