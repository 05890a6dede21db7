"""Looks at the board of what is due, as tests ask for it."""

from typing import Any

from registry_app.domain.due import Due, HowMany
from registry_app.services import due
from tests.make import Make

Told = list[tuple[str, str, str]]


def dues(make: Make, *codes: str, **asked: Any) -> list[Due]:
    """What some clocks show."""
    return list(make.register.read(due.board, only=codes, **asked).items)


def told(make: Make, *codes: str, **asked: Any) -> Told:
    """The key, urgency and day of each."""
    return [(each.key, each.severity, each.due_on) for each in dues(make, *codes, **asked)]


def counts(make: Make, code: str, **asked: Any) -> HowMany:
    """How many one clock counts."""
    return make.register.read(due.board, only=[code], **asked).counts.get(code, HowMany())
