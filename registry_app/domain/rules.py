"""The judge: every rule is a pure function from a case to findings; this is the list of them, by edition.

`ledger.post`, `check`, `verify` and the property tests all call `judge`. An entry is judged by the edition that the
policy in force when it was made names, so a rule made stricter later never condemns what was done before.
"""

from collections.abc import Callable, Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Entry
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import Facts
from registry_app.domain.overrides import OVERRIDE_RULES, let_through
from registry_app.domain.rules_acknowledgements import ACKNOWLEDGEMENT_RULES
from registry_app.domain.rules_articles import ARTICLE_RULES
from registry_app.domain.rules_audits import AUDIT_RULES
from registry_app.domain.rules_cases import CASE_RULES
from registry_app.domain.rules_certificates import CERTIFICATE_RULES
from registry_app.domain.rules_corrections import CORRECTION_RULES
from registry_app.domain.rules_counting import COUNTING_RULES
from registry_app.domain.rules_custodians import CUSTODIAN_RULES
from registry_app.domain.rules_custody import CUSTODY_RULES
from registry_app.domain.rules_deliveries import DELIVERY_RULES
from registry_app.domain.rules_discharges import DISCHARGE_RULES
from registry_app.domain.rules_erasing import ERASING_RULES
from registry_app.domain.rules_evidence import EVIDENCE_RULES
from registry_app.domain.rules_filings import FILING_RULES
from registry_app.domain.rules_form import FORM_RULES
from registry_app.domain.rules_kits import KIT_RULES
from registry_app.domain.rules_limits import LIMIT_RULES
from registry_app.domain.rules_papers import PAPER_RULES
from registry_app.domain.rules_people import PEOPLE_RULES
from registry_app.domain.rules_places import PLACE_RULES
from registry_app.domain.rules_records import RECORD_RULES
from registry_app.domain.rules_reliefs import RELIEF_RULES
from registry_app.domain.rules_restorations import RESTORATION_RULES
from registry_app.domain.rules_voids import VOID_RULES
from registry_app.domain.rules_workshop import WORKSHOP_RULES

Rule = Callable[[Case], Iterator[Finding]]


def policy_is_the_one_in_force(case: Case) -> Iterator[Finding]:
    """The entry names the policy under which it is made."""
    if case.entry.policy != case.facts.policy_seq():
        yield refuse("policy_not_in_force", policy=case.entry.policy)


def policies_name_an_edition(case: Case) -> Iterator[Finding]:
    """A policy names an edition of the rules that this release knows, else no entry could follow it."""
    for change in case.entry.records:
        edition = case.will_be(change.record).number("edition")
        if change.kind == "policy" and edition not in EDITIONS:
            yield refuse("edition_unknown", edition=edition)


def editions_only_rise(case: Case) -> Iterator[Finding]:
    """A policy never goes back to an earlier edition of the rules."""
    for change in case.entry.records:
        if change.kind == "policy" and case.will_be(change.record).number("edition") < case.policy.number("edition"):
            yield refuse("edition_falls_back", edition=case.policy.number("edition"))


_CONTENT = (
    policy_is_the_one_in_force, policies_name_an_edition, *PEOPLE_RULES, *RECORD_RULES, *PLACE_RULES,
    *CORRECTION_RULES, *CUSTODY_RULES, *DELIVERY_RULES,
)  # fmt: skip

_COMPLETE = (
    *_CONTENT, editions_only_rise, *PAPER_RULES, *CASE_RULES, *DISCHARGE_RULES, *LIMIT_RULES, *ARTICLE_RULES,
    *WORKSHOP_RULES, *CUSTODIAN_RULES, *FILING_RULES, *EVIDENCE_RULES, *ERASING_RULES,
    *RELIEF_RULES, *VOID_RULES, *OVERRIDE_RULES, *KIT_RULES, *ACKNOWLEDGEMENT_RULES, *AUDIT_RULES, *COUNTING_RULES,
    *CERTIFICATE_RULES, *RESTORATION_RULES,
)  # fmt: skip

EDITIONS: dict[int, tuple[tuple[Rule, ...], tuple[Rule, ...]]] = {
    1: (FORM_RULES, _CONTENT),
    2: (FORM_RULES, _COMPLETE),
}
"""For each edition of the rules: those of form, and those that run once the form is right."""


NEWEST = max(EDITIONS)
"""The edition that new registers begin with."""


def judge(entry: Entry, facts: Facts) -> list[Finding]:
    """All that is to be said against, or about, `entry` on the ledger as `facts` tell it; empty when nothing is.

    A warning without a reason in the entry adds the refusal `reason_needed`.
    """
    case = Case(entry, facts)
    edition = EDITIONS.get(case.policy.number("edition"))
    if edition is None:
        return [refuse("edition_unknown", edition=case.policy.number("edition"))]
    form, content = edition
    findings = _run(form, case) or let_through(case, _run(content, case))
    if not entry.reason_code and any(f.severity == "warning" for f in findings):
        findings.append(refuse("reason_needed"))
    return findings


def _run(rules: tuple[Rule, ...], case: Case) -> list[Finding]:
    return [finding for rule in rules for finding in rule(case)]


def is_refused(findings: list[Finding]) -> bool:
    """Whether any finding forbids."""
    return any(f.severity == "refusal" for f in findings)
