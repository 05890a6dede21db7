"""Rules of the workshop: it is said what was done, and only what comes back changes."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse


def work_is_told(case: Case) -> Iterator[Finding]:
    """Who takes something back from the workshop says what was done there."""
    if case.entry.kind == "repaired" and not case.refs("work"):
        yield refuse("work_missing")


def only_what_comes_back_changes(case: Case) -> Iterator[Finding]:
    """What the workshop changed are the items that come back, and marks of theirs."""
    if case.entry.kind != "repaired":
        return
    items = {line.item for line in case.fresh_lines}
    for change in case.entry.records:
        if (change.kind in ("firearm", "article", "mark") and _about(case, change) not in items) or _is_new(change):
            yield refuse("change_of_another", item=case.name(change.record))


def _about(case: Case, change: Change) -> int:
    return case.will_be(change.record).number("firearm_id") if change.kind == "mark" else change.record


def _is_new(change: Change) -> bool:
    return change.kind in ("firearm", "article") and not change.old


WORKSHOP_RULES = (work_is_told, only_what_comes_back_changes)
