"""The four ways in which something can go wrong, as types; needs no SQLAlchemy.

`Refused`: a rule said no. `Unavailable`: the file, disk or keyring cannot serve now. `Damaged`: what is stored
failed a check. Anything else is our bug. Facts are plain values; `domain.wording` turns them into sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["refusal", "warning", "note"]
FactValue = str | int | tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One problem found by the judge, an import or a check: a code, how grave it is, and the facts it rests on.

    A `refusal` forbids the act, a `warning` asks for a reason, a `note` is only shown and printed.
    """

    code: str
    severity: Severity = "refusal"
    facts: Mapping[str, FactValue] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, self.severity, tuple(sorted((k, str(v)) for k, v in self.facts.items()))))


class ArmariumError(Exception):
    """Root of the errors that are shown in words; never raised itself."""


class Refused(ArmariumError):
    """A rule said no; nothing was written. `findings` name the reasons, at least one."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


class Unavailable(ArmariumError):
    """The register, disk, keyring or passphrase cannot serve now; nothing was lost, trying again may help."""

    def __init__(self, code: str, **facts: FactValue) -> None:
        super().__init__(code)
        self.finding = Finding(code, "refusal", facts)


class Damaged(ArmariumError):
    """What is stored failed a check: stop writing, export evidence, restore."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


def refuse(code: str, **facts: FactValue) -> Finding:
    """A finding that forbids."""
    return Finding(code, "refusal", facts)


def warn(code: str, **facts: FactValue) -> Finding:
    """A finding that asks for a reason."""
    return Finding(code, "warning", facts)


def note(code: str, **facts: FactValue) -> Finding:
    """A finding that is only shown."""
    return Finding(code, "note", facts)
