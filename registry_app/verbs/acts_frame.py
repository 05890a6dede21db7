"""act: the frame of its sub-commands. Each is a row of a table: a name, a service, and the parts that it is told."""

import argparse
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from sqlalchemy.orm import Session

from registry_app.i18n import LANGUAGES, _, n_
from registry_app.services.ledger import Posted
from registry_app.services.register import Register
from registry_app.verbs import access
from registry_app.verbs.acts_parts import COMMON, Handed, Part
from registry_app.verbs.telling import Verbs, add, as_json, document, note_findings


@cache
def _parameters(service: Callable[..., Posted]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(service).parameters


@dataclass(frozen=True)
class Row:
    """A sub-command: its name, what it does, the service that does it, and what it is told.

    What all acts may be told (`acts_parts.COMMON`), and a witness, are asked for where the service takes them. `fixed`
    is handed to the service as it is.
    """

    name: str
    about: str
    service: Callable[..., Posted]
    parts: tuple[Part, ...] = ()
    fixed: Mapping[str, object] = field(default_factory=dict)

    def takes(self, keyword: str) -> bool:
        """Whether the service has such a keyword."""
        return keyword in _parameters(self.service)

    def needs(self, keyword: str) -> bool:
        """Whether the service cannot do without it."""
        parameters = _parameters(self.service)
        return keyword in parameters and parameters[keyword].default is inspect.Parameter.empty

    def told(self) -> tuple[Part, ...]:
        """Everything that the sub-command may be told."""
        own = {part.keyword for part in self.parts} | set(self.fixed)
        return (*self.parts, *(part for part in COMMON if self.takes(part.keyword) and part.keyword not in own))


def add_row(acts: Verbs, row: Row) -> None:
    """Add one sub-command."""
    verb = add(acts, row.name, partial(carry_out, row), _(row.about), as_json=True)
    for part in row.told():
        part.add_to(verb, needed=row.needs(part.keyword))
    access.add_register(verb)
    if row.takes("witness"):
        access.add_witness(verb)
    verb.add_argument("--lang", choices=sorted(LANGUAGES), default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def carry_out(row: Row, given: argparse.Namespace) -> int:
    """Make the entry and tell of it."""
    with access.opened(given) as register:
        handed = {name: value for name, value in register.read(_handed, row, given).items() if row.takes(name)}
        witness = access.witness(given, register) if row.takes("witness") else None
        posted = register.write(row.service, **handed, **({"witness": witness} if witness else {}))
        return tell(register, posted, given)


def _handed(session: Session, row: Row, given: argparse.Namespace) -> Handed:
    handed: Handed = dict(row.fixed)
    for part in row.told():
        handed |= part.hand(session, given, handed)
    return handed


def tell(register: Register, posted: Posted, given: argparse.Namespace) -> int:
    """Tell which entry was made, by whom, and what the judge noted; answers the exit status."""
    if given.json:
        findings = [as_json(finding) for finding in posted.findings]
        document({"entry": posted.seq, "id": posted.id, "records": list(posted.records), "findings": findings})
    else:
        note_findings(posted.findings)
        print(_("Entry {entry} by {user}.").format(entry=posted.seq, user=register.actor.name))
        if posted.records:
            numbers = ", ".join(f"#{number}" for number in posted.records)
            print(n_("New record: {numbers}", "New records: {numbers}", len(posted.records)).format(numbers=numbers))
    return 1 if any(finding.severity == "warning" for finding in posted.findings) else 0
