"""Rules of acknowledgements: who acknowledges is named, the exact text lies in the entry by its hash, a handover that
the company wants acknowledged is, PINs are set in their person's presence."""

from collections.abc import Iterator

from registry_app.domain.acts import ACKNOWLEDGED, HANDING, WORDED
from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse


def acknowledgements_are_bound(case: Case) -> Iterator[Finding]:
    """A handover or discharge whose exact text was acknowledged describes one document with it, about who acknowledged
    it, and names its hash; no other document enters by a handover, and no acknowledgement by any other act."""
    told = [c for c in case.entry.records if c.kind == "document" and not c.old]
    kept = [c for c in told if c.new.get("kind") == "acknowledgement"]
    if case.entry.kind in WORDED:
        named = [ref.value for ref in case.refs("acknowledgement")]
        about = [c.new.get("subject_id") for c in kept]
        has_others = case.entry.kind in ACKNOWLEDGED and len(told) != len(kept)
        if [c.new.get("content_hash") for c in kept] != named or len(named) > 1 or has_others:
            is_shot = case.entry.kind == "discharge"
            yield refuse("discharge_unbound") if is_shot else refuse("acknowledgement_unbound")
        elif kept and about != [case.entry.acknowledged_by]:
            yield refuse("acknowledgement_of_another")
    elif kept and not case.is_undoing:
        yield refuse("acknowledgement_unbound")


def handovers_are_acknowledged(case: Case) -> Iterator[Finding]:
    """Where the policy asks for it, whoever is handed something acknowledges the exact text."""
    if case.entry.kind not in HANDING or not case.policy.number("acknowledgement_checked"):
        return
    if not case.refs("acknowledgement"):
        for person in sorted({line.target.person for line in case.fresh_lines} - {0}):
            yield refuse("handover_unacknowledged", person=case.known(person).text("code"), person_id=person)


def pins_are_set_in_presence(case: Case) -> Iterator[Finding]:
    """A PIN is set and changed by an entry that its person acknowledges, and never becomes another's."""
    for change in case.entry.records if not case.is_undoing else ():
        if change.kind != "pin":
            continue
        if change.old and change.new.get("person_id", "") != change.old.get("person_id", ""):
            yield refuse("pin_of_another")
        elif case.will_be(change.record).number("person_id") != case.entry.acknowledged_by:
            yield refuse("pin_not_in_presence")


ACKNOWLEDGEMENT_RULES = (acknowledgements_are_bound, handovers_are_acknowledged, pins_are_set_in_presence)
