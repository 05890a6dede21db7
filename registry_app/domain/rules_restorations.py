"""Rules of restorations: each says truly from which head the register goes on, and stays as it was declared."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts

BY_RECEIPT = ("lost_size", "lost_root", "authority", "receipt_number", "receipted_on", "receipt_hash")
"""What a restoration tells by a receipt: all of it or nothing."""


def _declared(case: Case) -> list[RecordFacts]:
    return [case.will_be(c.record) for c in case.entry.records if c.kind == "restoration" and not c.old]


def restorations_go_on_from_their_head(case: Case) -> Iterator[Finding]:
    """The head that was restored is the one that the declaration itself follows, or one that was declared before,
    for a receipt that turns up later."""
    known = {(case.entry.seq, case.entry.prior_root)}
    known |= {(each.number("head_size"), each.text("head_root")) for each in case.facts.listed("restoration")}
    for found in _declared(case):
        if (found.number("head_size"), found.text("head_root")) not in known:
            yield refuse("restoration_of_another_head", size=found.number("head_size"))


def restorations_lose_what_a_receipt_tells(case: Case) -> Iterator[Finding]:
    """A receipt is named whole, once, and for more entries than were restored."""
    before = {each.text("receipt_hash") for each in case.facts.listed("restoration")} - {""}
    for found in _declared(case):
        told = [name for name in BY_RECEIPT if found.text(name)]
        if told and (len(told) < len(BY_RECEIPT) or found.number("lost_size") <= found.number("head_size")):
            yield refuse("restoration_loses_nothing", size=found.number("head_size"))
        elif told and found.text("receipt_hash") in before:
            yield refuse("restoration_declared_already", number=found.text("receipt_number"))
        before.add(found.text("receipt_hash"))


def restorations_stay(case: Case) -> Iterator[Finding]:
    """Nothing of a declaration is changed or taken back afterwards."""
    if any(change.kind == "restoration" and change.old for change in case.entry.records):
        yield refuse("restoration_is_fixed")


RESTORATION_RULES = (
    restorations_go_on_from_their_head, restorations_lose_what_a_receipt_tells, restorations_stay,
)  # fmt: skip
