"""import and export: spreadsheets in and out."""

import argparse
import json
from pathlib import Path

from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.i18n import N_, _, number
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.telling import Progress, Verbs, add, as_json, document, lines

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
