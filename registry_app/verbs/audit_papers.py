"""report audit, differences and count-sheet: the papers of an audit, from the command line."""

import argparse
from collections.abc import Callable
from functools import partial

from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import N_
from registry_app.persistence import atomic
from registry_app.services.register import Register
from registry_app.verbs import access

AUDIT, DIFFERENCES, SHEETS = "audit", "differences", "count-sheet"
PAPERS = {
    AUDIT: N_("Audit report"),
    DIFFERENCES: N_("Differences of an audit, or of all that are not settled"),
    SHEETS: N_("Count sheets of an audit"),
}
"""The papers by name, each with its label."""


def write(given: argparse.Namespace) -> int:
    """Write one paper to a file, whole or not at all."""
    if not given.audit and given.name != DIFFERENCES:
        raise Refused(refuse("paper_of_which_audit"))
    with access.opened(given) as register:
        content = _content(given, register)
    atomic.write(given.output, content)
    print(given.output)
    return 0


def _content(given: argparse.Namespace, register: Register) -> bytes:
    from registry_app.services import audit_returns, count_sheets, naming

    makers: dict[str, Callable[..., bytes]] = {
        AUDIT: audit_returns.make, DIFFERENCES: audit_returns.make_differences,
        SHEETS: partial(count_sheets.make, order=given.order),
    }  # fmt: skip
    audit = register.read(naming.one, "audit", given.audit) if given.audit else 0
    suffix = given.output.suffix.lower()
    return register.read(makers[given.name], audit=audit, suffix=suffix, paper=given.paper, by=register.actor)
