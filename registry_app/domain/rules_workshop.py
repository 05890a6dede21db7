"""Rules of the workshop: evidence does not go there, and what comes back is told of, and nothing else."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse


def evidence_is_not_repaired(case: Case) -> Iterator[Finding]:
    """What is held as evidence stays as it is."""
    for line in case.fresh_lines if case.entry.kind == "repair" else ():
        if line.source.state == "held:evidence":
            yield refuse("item_not_usable", item=case.name(line.item), item_id=line.item, state=line.source.state)


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


WORKSHOP_RULES = (evidence_is_not_repaired, work_is_told, only_what_comes_back_changes)
