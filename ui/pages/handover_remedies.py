"""What settles each thing that stops a handover: by the code of the finding, what the button says and where it leads.

Either the desk does it itself (`here`, one of `handover_settle.HERE`), or the page of the record that `fact` names is
opened, with its form on `field` where one is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry_app.domain.errors import Finding
from registry_app.i18n import N_

ITEM, PERSON = "item_id", "person_id"
"""The facts of findings that name the record which they are about."""


@dataclass(frozen=True)
class Remedy:
    """`label` is a msgid, empty where what does it stands beside; see the module for the others."""

    label: str
    icon: str
    here: str = ""
    fact: str = ""
    field: str = ""


OPEN_RECORD = N_("Open its record")
_ITEM = Remedy(OPEN_RECORD, "eye", fact=ITEM)
_TAKE_BACK = Remedy(N_("Take back"), "arrow-down-left", "take_back", ITEM)
_COUNT = Remedy(N_("Go to the numbers"), "pencil", "count")
_REASON = Remedy(N_("Choose the reason"), "pencil", "reason")
_ONE_BY_ONE = Remedy(N_("One after the other"), "arrow-left-right", "one_by_one")
_WHO = Remedy(N_("Choose the person"), "user", "person")


def _person(field: str) -> Remedy:
    return Remedy(N_("Open the person"), "user", fact=PERSON, field=field)


REMEDIES: Mapping[str, Remedy] = {
    "item_out": _TAKE_BACK,
    "item_out_to_same": _TAKE_BACK,
    "item_not_issued": Remedy(N_("Issue"), "arrow-up-right", "issue", ITEM),
    **dict.fromkeys(
        ("item_lost", "item_in_workshop", "item_in_transit", "item_at_authority", "item_left", "item_nowhere",
         "item_destroyed", "item_not_in_store", "item_not_there", "item_elsewhere", "moved_since", "item_reserved",
         "item_blocked", "item_evidence", "item_quarantine", "item_not_usable"), _ITEM,
    ),
    "permit_expired": Remedy(OPEN_RECORD, "file-badge", fact=ITEM, field="permit_expires_on"),
    "licence_expired": _person("licence_expires_on"),
    "course_expired": _person("course_expires_on"),
    "fitness_expired": _person("fitness_expires_on"),
    "person_left": _person("left_on"),
    **dict.fromkeys(("carries_too_much", "calibre_does_not_fit", "more_than_issued", "below_zero", "rounds_short"),
                    _COUNT),
    **dict.fromkeys(("reason_needed", "reason_missing"), _REASON),
    "relief_of_oneself": _WHO,
    **dict.fromkeys(("holder_unclear", "relief_of_many"), _ONE_BY_ONE),
    "articles_short": Remedy("", "check", "staying"),
    "position_unclear": _ITEM,
    "company_ceased": Remedy(N_("Open the company"), "building-2", "company"),
}  # fmt: skip


LOT_OUT = Remedy(N_("Out now"), "arrow-up-right", "out")
"""What settles that a lot is out, which several people may have; a piece is taken back from the one who has it."""


def remedy_of(finding: Finding, kind: str) -> Remedy:
    """What settles a finding about an item of a kind; `KeyError` where nothing does."""
    found = REMEDIES[finding.code]
    return LOT_OUT if found is _TAKE_BACK and kind == "lot" else found


def refusals(findings: Iterable[Finding]) -> list[Finding]:
    """Those that forbid and that something settles, in their order."""
    return [each for each in findings if each.severity == "refusal" and each.code in REMEDIES]
