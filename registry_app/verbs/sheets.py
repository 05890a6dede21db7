"""import and export: spreadsheets in and out."""

import argparse
import json
from pathlib import Path

from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.domain.wording import say
from registry_app.i18n import N_, _, number
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.telling import Progress, Verbs, add, as_json, document, lines

SUFFIXES = (".csv", ".xlsx", ".json")
KINDS = ("places", "people", "firearms", "ammunition")
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

    made = add(verbs, "export", export, _("write records as a spreadsheet or JSON"))
    made.add_argument("kind", choices=(*KINDS, "entries", "users"), metavar="KIND")
    access.add_register(made)
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_(".csv, .xlsx or .json"))
    made.add_argument("--as-of", default="", metavar="D", help=_("as of the end of this day (YYYY-MM-DD)"))


def import_(given: argparse.Namespace) -> int:
    """Take a spreadsheet in, or only say what would happen."""
    from registry_app.services import imports

    mapping = _mapping(given.map) if given.map else {}
    with access.opened(given) as register:
        sheet = imports.read(given.file)
        plan = register.read(imports.plan, sheet, given.kind, mapping=mapping, place=given.place, by=register.actor)
        outcome = plan if given.dry_run else imports.run(register, plan, progress=Progress(_("Importing")))
        if given.rejects and outcome.refused:
            atomic.write(given.rejects, imports.rejects(outcome))
    told = outcome.as_json()
    if given.json:
        findings = [as_json(f.finding, row=f.row, field=f.field, value=f.value) for f in outcome.findings]
        document(told | {"findings": findings})
    else:
        for found in outcome.findings:
            print(_("Row {row}: {reason}").format(row=found.row, reason=say(found.finding)))
        lines({_(label): number(int(told[name])) for name, label in COUNTED.items()})
    return 1 if told["refused"] else 0


def _mapping(file: Path) -> dict[str, str]:
    """Headings to fields; `Refused` unless it is a JSON object of texts."""
    try:
        read = json.loads(file.read_text("utf-8"))
    except OSError as problem:
        raise Unavailable("cannot_read", path=str(file), detail=problem.strerror or "") from None
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(isinstance(v, str) for v in read.values()):
        raise Refused(refuse("map_malformed", path=str(file)))
    return read


def export(given: argparse.Namespace) -> int:
    """Write records to a file, whole or not at all."""
    from registry_app.services import exports

    suffix = given.output.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=given.output.name, choices=SUFFIXES))
    with access.opened(given) as register:
        content = register.read(exports.make, kind=given.kind, suffix=suffix, as_of=given.as_of)
    atomic.write(given.output, content)
    print(given.output)
    return 0
