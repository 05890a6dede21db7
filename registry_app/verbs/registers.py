"""init, demo, check, backup, restore, declare-restored: the register as a whole."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from registry_app.domain import disk
from registry_app.domain import receipt as receipts
from registry_app.domain.choices import JURISDICTIONS
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.restoration import RESTORE_REASONS
from registry_app.i18n import N_, _, n_, number
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.telling import Progress, Verbs, add, as_json, document, lines, note_findings

if TYPE_CHECKING:
    from registry_app.services.checks import Verdict
    from registry_app.services.restorations import Lost

VERDICTS = {
    "intact": N_("intact"),
    "remarks": N_("intact, with remarks"),
    "tampered": N_("tampered"),
    "damaged": N_("damaged"),
    "cannot tell": N_("cannot tell"),
}
MOST_FIREARMS = 1_000_000
OPENED_BY_HAND = frozenset({"seals_broken", "key_not_of_user", "anchor_ahead", "anchor_differs"})
"""What no failing disk does."""
STATUS = {"intact": 0, "remarks": 1, "tampered": 2, "damaged": 2, "cannot tell": 3}
DEMO_PAPER = "demo.json"
"""Beside the demo register: its users and passphrases, so that the window can suggest them."""


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    made = add(verbs, "init", init, _("make an empty register with its first user"))
    made.add_argument("folder", type=Path, metavar="FOLDER")
    made.add_argument("--company", required=True, metavar="NAME", help=_("name of the company"))
    made.add_argument("--jurisdiction", choices=sorted(JURISDICTIONS), default="generic", metavar="CODE")
    made.add_argument("--kit", type=Path, metavar="FILE.pdf", help=_("print the recovery code as a page to be sealed"))
    access.add_user(made, required=True)

    made = add(verbs, "demo", demo, _("make the register of an invented company"), as_json=True)
    made.add_argument("folder", type=Path, metavar="DIR")
    made.add_argument("--firearms", type=_counted, default=None, metavar="N", help=_("how many firearms"))
    made.add_argument("--seed", type=int, default=1, metavar="S", help=_("another seed, another company"))

    made = add(verbs, "check", check, _("replay the whole ledger and compare everything"), as_json=True)
    access.add_register(made)

    made = add(verbs, "backup", backup, _("make a verified copy of the register"))
    access.add_register(made)
    made.add_argument("folder", type=Path, metavar="DIR")

    told = _("make a register out of a backup; it opens for reading only until two persons declare it")
    made = add(verbs, "restore", restore, told)
    made.add_argument("backup", type=Path, metavar="BACKUP")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")

    made = add(verbs, "declare-restored", declare_restored, _("declare, by two persons, that a register was restored"))
    access.add_register(made)
    access.add_witness(made)
    made.add_argument("--reason", required=True, choices=RESTORE_REASONS, metavar="CODE", help=_reasons())
    made.add_argument("--note", default="", metavar="TEXT", help=_("what happened, in a few words"))
    made.add_argument(
        "--receipt", type=Path, action="append", default=[], metavar="FILE",
        help=_("a receipt for what was lost, where this computer has it not; may be repeated"),
    )  # fmt: skip


def _reasons() -> str:
    return _("why: {codes}").format(codes=", ".join(RESTORE_REASONS))


def _counted(text: str) -> int:
    value = int(text)
    if not 1 <= value <= MOST_FIREARMS:
        raise argparse.ArgumentTypeError(_("between 1 and 1,000,000"))
    return value


def init(given: argparse.Namespace) -> int:
    """Make an empty register; the recovery code is shown this once."""
    from registry_app.services import recovery_kits
    from registry_app.services import register as registers

    register, code = registers.create(
        given.folder, company=given.company, user=given.user, passphrase=access.new_passphrase(given),
        jurisdiction=given.jurisdiction,
    )  # fmt: skip
    print(_("Made {folder}.").format(folder=given.folder))
    print(_("Recovery code, shown only now. Write it down and lock it away, not beside this computer:"))
    print(f"\n    {code}\n")
    with register:
        if given.kit:
            kit = register.read(recovery_kits.make, code=code, folder=given.folder.name, by=register.actor)
            atomic.write(given.kit, kit)
            print(_("Recovery kit: {file}. Print it, seal it, and delete the file.").format(file=given.kit))
    print(_("Next: unlock the register and add a second user, who witnesses what needs two persons."))
    return 0


def demo(given: argparse.Namespace) -> int:
    """Make the demo company's register."""
    from registry_app.services import demo as demos

    progress = Progress(_("Making the demo company"))
    wishes = {} if given.firearms is None else {"firearms": given.firearms}
    made = demos.make(given.folder, seed=given.seed, progress=progress, **wishes)
    told = made.as_json()
    (given.folder / DEMO_PAPER).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    if given.json:
        document(told)
        return 0
    print(_("Made {folder}.").format(folder=made.folder))
    firearms = n_("{n} firearm", "{n} firearms", made.firearms).format(n=number(made.firearms))
    entries = n_("{n} entry", "{n} entries", made.entries).format(n=number(made.entries))
    print(f"{firearms}, {entries}")
    lines({f"{user['name']} ({user['role']})": user["passphrase"] for user in told["users"]})  # type: ignore[attr-defined]
    return 0


def check(given: argparse.Namespace) -> int:
    """Check the register whole."""
    found = _checked(given)
    verdict = found.verdict.replace("_", " ")
    if given.json:
        findings = [as_json(finding) for finding in found.findings]
        document({"verdict": verdict, "entries": found.entries, "root": found.root, "findings": findings})
        return STATUS[verdict]
    note_findings(found.findings)
    entries = n_("{n} entry", "{n} entries", found.entries).format(n=number(found.entries))
    print(_("{verdict}: {entries}, root {root}").format(verdict=_(VERDICTS[verdict]), entries=entries, root=found.root))
    return STATUS[verdict]


def _checked(given: argparse.Namespace) -> "Verdict":
    """What the check says; what keeps a damaged register from being opened at all is its verdict too."""
    from registry_app.services import checks

    try:
        with access.opened(given) as register:
            return checks.check(register, whole=True, progress=Progress(_("Checking")))
    except Damaged as damage:
        is_tampered = any(finding.code in OPENED_BY_HAND for finding in damage.findings)
        return checks.Verdict("tampered" if is_tampered else "damaged", 0, "", damage.findings)


def backup(given: argparse.Namespace) -> int:
    """Make a verified copy and print its path."""
    from registry_app.services import backups

    with access.opened(given) as register:
        print(backups.backup(register, given.folder))
    return 0


def restore(given: argparse.Namespace) -> int:
    """Make a register out of a backup; never over anything."""
    from registry_app.services import backups

    if given.output.exists():
        raise Refused(refuse("folder_exists", path=str(given.output)))
    backups.restore(given.backup, given.output)
    print(_("Restored {folder}. It opens for reading only until two persons declare it.").format(folder=given.output))
    print(_("Check it, and then: declare-restored -r {folder}").format(folder=given.output))
    return 0


def declare_restored(given: argparse.Namespace) -> int:
    """Declare, by two persons, that a register was restored; from then on it is worked in."""
    from registry_app.services import restorations

    given_receipts = [disk.content_of(path, receipts.LARGEST) for path in given.receipt]
    with access.opened(given, is_declaring=True) as register:
        lost = register.read(restorations.lost, receipts=given_receipts)
        vouching = access.witness(given, register)
        posted = restorations.declare(
            register, witness=vouching, reason=given.reason, note=given.note, receipts=given_receipts
        )
    _tell_lost(lost)
    if posted:
        print(_("Declared by entry {entry}. Every return tells it from now on.").format(entry=posted.seq))
    return 0


def _tell_lost(lost: "Lost") -> None:
    said = n_("Restored with {n} entry.", "Restored with {n} entries.", lost.head.size)
    print(said.format(n=number(lost.head.size)))
    for receipt in lost.receipts:
        told = _("The receipt {number} of {authority} vouches for {n}: what came between is lost.")
        print(told.format(number=receipts.told(receipt), authority=receipt.authority, n=number(receipt.head.size)))
