"""Overrides: what papers and limits refuse at the hatch, a superior lets through, and every return tells of it.

Never overridden is where a thing is, that it is held, lost or unfit, or that the company or the person ceased: there
the register would say what is not so, or arm who must not be armed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry_app.domain.acts import HANDING, SENIOR
from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse
from registry_app.i18n import N_

OVERRIDABLE = {
    "licence_expired": N_("Licence expired"),
    "course_expired": N_("Course expired"),
    "fitness_expired": N_("Certificate of fitness expired"),
    "permit_expired": N_("Permit of the firearm expired"),
    "carries_too_much": N_("More rounds than one person may carry"),
}
"""The refusals that an override lets through, with what it is called."""
SINCE_EDITION = 2
"""Entries under an earlier edition are judged as they were made: nothing was let through."""


def named(case: Case) -> tuple[str, ...]:
    """The codes of the refusals that the entry asks to be let through, each once."""
    if case.policy.number("edition") < SINCE_EDITION:
        return ()
    return case.entry.overrides()


def let_through(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, refusals that are overridden as warnings that name who let it through (`overridden`); a refusal
    more for an override that nothing asked for, so that none is signed as a matter of course."""
    asked = [code for code in named(case) if code in OVERRIDABLE]
    who = case.name(case.entry.witness) if case.entry.witness else ""
    found = {finding.code for finding in findings if finding.severity == "refusal"}
    needless = [refuse("override_needless", label=OVERRIDABLE[code]) for code in asked if code not in found]
    return [_as_warning(f, who) if f.code in asked else f for f in findings] + needless


def _as_warning(finding: Finding, who: str) -> Finding:
    if finding.severity != "refusal":
        return finding
    return replace(finding, severity="warning", facts={**finding.facts, "overridden": who})


def overrides_are_vouched_for(case: Case) -> Iterator[Finding]:
    """Only handovers are let through, for what can be overridden, by a superior who witnesses them and says why."""
    asked = named(case)
    if not asked:
        return
    if case.entry.kind not in HANDING:
        yield refuse("override_not_for", kind=case.entry.kind)
    for code in asked:
        if code not in OVERRIDABLE:
            yield refuse("override_unknown", value=code)
    witness = case.known(case.entry.witness)
    if witness.kind != "user" or not set(SENIOR) & set(witness.text("roles").split()):
        yield refuse("override_without_senior", roles=" ".join(SENIOR))
    if not case.entry.note_commit:
        yield refuse("override_without_note")


OVERRIDE_RULES = (overrides_are_vouched_for,)
