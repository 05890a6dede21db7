"""import and export: spreadsheets in and out."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.wording import say
from registry_app.i18n import N_, _, number
from registry_app.persistence import atomic
from registry_app.services import lists
from registry_app.services.import_values import RowFinding
from registry_app.verbs import access
from registry_app.verbs.telling import MARKS, Progress, Verbs, add, document, lines

SUFFIXES = (".csv", ".xlsx", ".json")
KINDS = ("places", "people", "firearms", "ammunition", "articles")
EXPORTED = (*KINDS, "entries", "users", "ledger")
COUNTED = {
    "rows": N_("rows"),
    "created": N_("created"),
    "updated": N_("updated"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
}


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    made = add(verbs, "import", import_, _("take a spreadsheet in, row by row"), as_json=True)
    made.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    made.add_argument("file", type=Path, metavar="FILE")
    access.add_register(made)
    made.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    made.add_argument("--map", type=Path, metavar="M.json", help=_("headings of the file to fields, as JSON"))
    made.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help=_("write refused rows with reasons here"))
    made.add_argument("--place", default="", metavar="CODE", help=_("where rows without a place are"))

    made = add(verbs, "export", export, _("write records as a spreadsheet or JSON, or hand the ledger out"))
    made.add_argument("kind", choices=EXPORTED, metavar="KIND", help=", ".join(EXPORTED))
    access.add_register(made)
    suffixes = _(".csv, .xlsx or .json; of the ledger .jsonl")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=suffixes)
    access.add_cut(made)


def import_(given: argparse.Namespace) -> int:
    """Take a spreadsheet in, or only say what would happen."""
    from registry_app.services import imports

    mapping = imports.read_map(given.map) if given.map else None
    table = imports.read(given.file, given.kind, mapping=mapping)
    with access.opened(given) as register:
        place = register.read(lists.one, "place", given.place) if given.place else 0
        outcome = register.read(imports.plan, table, place=place, by=register.actor)
        if not given.dry_run:
            outcome = imports.run(register, outcome, progress=Progress(_("Importing")))
    if given.rejects:
        imports.write_rejects(outcome, given.rejects)
    told = imports.as_json(outcome)
    status = _tell(told, outcome.findings, as_one_document=given.json)
    if not given.json:
        _tell_next(given, told["refused"])
    return status


def _tell_next(given: argparse.Namespace, refused: int) -> None:
    if given.dry_run:
        print(_("Nothing was written: without --dry-run it is."))
    if refused and given.rejects:
        print(_("Refused rows: {file}. Mend them there and import that file.").format(file=given.rejects))
    elif refused:
        print(_("--rejects OUT.xlsx writes the refused rows, to be mended there and imported."))


def _tell(told: dict[str, Any], findings: Sequence[RowFinding], *, as_one_document: bool) -> int:
    if as_one_document:
        document(told | {"findings": [
            row | {"reason": say(f.finding)} for row, f in zip(told["findings"], findings, strict=True)
        ]})  # fmt: skip
    else:
        for found in findings:
            told_of = _("Row {row}: {reason}").format(row=found.row, reason=say(found.finding))
            print(f"{MARKS[found.finding.severity]} {told_of}")
        lines({_(label): number(told[name]) for name, label in COUNTED.items()})
    return 1 if told["refused"] else 0


def export(given: argparse.Namespace) -> int:
    """Write records to a file, whole or not at all."""
    from registry_app.services import exports

    if given.kind == "ledger":
        return _hand_out(given)
    suffix = given.output.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=given.output.name, choices=SUFFIXES))
    with access.opened(given) as register:
        content = register.read(
            exports.make, kind=given.kind, suffix=suffix, as_of=given.as_of, known_at=given.known_at
        )
    atomic.write(given.output, content)
    print(given.output)
    return 0


def _hand_out(given: argparse.Namespace) -> int:
    """Write the ledger itself: every entry as it was signed."""
    from registry_app.services import ledger_files

    if given.output.suffix.lower() != ledger_files.SUFFIX:
        raise Refused(refuse("report_suffix", value=given.output.name, choices=(ledger_files.SUFFIX,)))
    if given.as_of:
        raise Refused(refuse("ledger_is_whole"))
    with access.opened(given) as register:
        register.read(ledger_files.write, given.output, progress=Progress(_("Writing the ledger")))
    print(given.output)
    return 0
