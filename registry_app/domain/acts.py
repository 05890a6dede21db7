"""Which acts there are, between which kinds of place they move things, who may make them, and who must witness.

One table for each edition of the rules, read by the judge, the screens and the tests. A later edition adds a table
beside the earlier ones and leaves those for the entries made under them.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from registry_app.domain.choices import FIELD_PLACES, STORES
from registry_app.i18n import N_

Zone = str
"""Where a position lies for the rules: store, person, field, workshop, transit, or the kind of an outside place."""

ENDLESS_ZONES = frozenset({"supplier", "buyer"})
"""Where things come from without having been there: the only positions that may go below zero."""
INSIDE_ZONES = frozenset({"store", "person", "field", "workshop", "transit"})
DAILY = ("armorer", "supervisor", "compliance", "director")
SENIOR = ("supervisor", "compliance", "director")
WITNESSES = ("armorer", "supervisor", "counter", "compliance", "director")
READ_ONLY_ROLES = ("reader", "inspector")

HANDING = ("issue", "relieve")
"""Acts by which a person is handed things to go on duty with: papers, limits and calibres are looked at."""
ACKNOWLEDGED = (*HANDING, "take_back")
"""Acts of which the guard may acknowledge the exact text at the hatch."""
WORDED = (*ACKNOWLEDGED, "discharge")
"""All acts of which a person may acknowledge the exact text."""
ARMING = (*HANDING, "rotate")
"""Acts by which a person may come to have firearms or rounds."""
UNDOING = ("correct", "void")
"""Acts that undo the entry they name, and consist of nothing else."""

StateRule = Literal["same", "held", "ready", "opened", "any"]


@dataclass(frozen=True)
class Act:
    """What one kind of entry may do.

    `sources` and `targets` are the zones that its lines lead between; both empty: it moves nothing. `state` says how
    a line's state may change: stays the `same`, becomes a `held` one, becomes `ready` again, is `opened` (sealed
    before, ready after), or `any`. `papers` are the fields of records that it may change; empty means all of them. With
    `may_be_still` it may move nothing, if it changes records or erases values. `needs_document` asks for the number of
    a paper.
    """

    label: str
    sources: frozenset[Zone] = frozenset()
    targets: frozenset[Zone] = frozenset()
    roles: tuple[str, ...] = DAILY
    needs_witness: bool = False
    needs_reason: bool = False
    state: StateRule = "same"
    items: tuple[str, ...] = ("firearm", "lot")
    records: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    is_same_place: bool = False
    may_be_still: bool = False
    needs_document: bool = False
    is_acknowledged: bool = False


def _zones(*names: Zone) -> frozenset[Zone]:
    return frozenset(names)


_REGISTERED = ("company", "place", "person", "firearm", "lot")

ACTS_1: dict[str, Act] = {
    "set_up": Act(N_("Set up"), roles=("director",), records=("company", "place", "person", "user", "policy")),
    "describe": Act(N_("Describe"), records=_REGISTERED),
    "amend": Act(N_("Amend"), records=_REGISTERED),
    "receive": Act(
        N_("Receive"), _zones("supplier", "authority", "buyer"), _zones("store", "person", "workshop"),
        state="any", records=("firearm", "lot"),
    ),
    "issue": Act(N_("Issue"), _zones("store"), _zones("person")),
    "take_back": Act(N_("Take back"), _zones("person"), _zones("store", "expended")),
    "send": Act(N_("Send"), _zones("store"), _zones("transit")),
    "accept": Act(N_("Accept delivery"), _zones("transit"), _zones("store")),
    "reject": Act(N_("Reject delivery"), _zones("transit"), _zones("store"), needs_reason=True),
    "hold": Act(N_("Hold"), INSIDE_ZONES, INSIDE_ZONES, state="held", needs_reason=True, is_same_place=True),
    "release": Act(
        N_("Release"), INSIDE_ZONES, INSIDE_ZONES, roles=SENIOR, state="ready", needs_reason=True,
        is_same_place=True,
    ),
    "expend": Act(
        N_("Expend"), _zones("store", "person"), _zones("expended"), needs_reason=True, items=("lot",), state="any"
    ),
    "lose": Act(N_("Lose"), INSIDE_ZONES, _zones("lost"), needs_witness=True, needs_reason=True, state="any"),
    "find": Act(N_("Find"), _zones("lost"), _zones("store"), needs_witness=True, needs_reason=True, state="any"),
    "destroy": Act(
        N_("Destroy"), _zones("store", "authority"), _zones("destroyed"), SENIOR, needs_witness=True,
        needs_reason=True, state="any",
    ),
    "dispose": Act(
        N_("Dispose"), _zones("store"), _zones("buyer", "authority", "supplier"), SENIOR, needs_witness=True,
        needs_reason=True, state="any",
    ),
    "correct": Act(N_("Correct"), needs_witness=True, needs_reason=True),
    "user": Act(N_("User or role"), roles=("director",), needs_witness=True, records=("person", "user")),
    "policy": Act(N_("Policy"), roles=("director", "compliance"), needs_witness=True, records=("policy",)),
}  # fmt: skip
"""The acts of edition 1."""

_ALL = ("firearm", "lot", "article")
_PIECES = ("firearm", "article")
_DESCRIBED = (*_REGISTERED, "article", "mark", "document", "filing", "kit", "pin")
_CASES = ("loss", "discharge")
COUNTERS = ("counter", "armorer", "supervisor", "compliance", "director")
INSPECTION = ("remark", "shown")
"""Acts of inspectors, who enter nothing else; `services.inspection` alone opens a connection for them."""
_RENEWED = (
    "licence_number", "licence_expires_on", "licence_class", "course_name", "course_expires_on", "fitness_expires_on",
    "permit_number", "permit_kind", "permit_issued_on", "permit_expires_on", "number", "expires_on",
    "contract_number", "starts_on", "ends_on",
)  # fmt: skip
"""The fields of papers that run out: what a renewal changes."""


def _with(kind: str, **changed: Any) -> Act:
    return replace(ACTS_1[kind], **changed)


ACTS: dict[str, Act] = ACTS_1 | {
    "describe": _with("describe", records=(*_DESCRIBED, "loss")),
    "amend": _with("amend", records=(*_DESCRIBED, *_CASES)),
    "receive": _with("receive", items=_ALL, records=(*_ALL, "mark", "document")),
    "issue": _with("issue", items=_ALL, records=("document",)),
    "take_back": _with("take_back", items=_ALL, records=("document",)),
    "relieve": Act(N_("Relieve"), _zones("person"), _zones("person"), items=_ALL, records=("document",)),
    "void": Act(N_("Void"), roles=COUNTERS, needs_reason=True),
    "send": _with("send", items=_ALL),
    "accept": _with("accept", items=_ALL),
    "reject": _with("reject", items=_ALL),
    "hold": _with("hold", items=_ALL),
    "release": _with("release", items=_ALL),
    "lose": _with("lose", items=_ALL, records=("loss", "document")),
    "find": _with("find", items=_ALL, records=("loss", "document")),
    "destroy": _with("destroy", items=_ALL, records=("document",), needs_document=True),
    "dispose": _with("dispose", items=_ALL, records=("document",)),
    "open_pack": Act(
        N_("Open packs"), _zones("store", "person"), _zones("store", "person"), state="opened", items=("lot",),
        is_same_place=True,
    ),
    "rotate": Act(
        N_("Rotate carry rounds"), _zones("store", "person"), _zones("store", "person"), items=("lot",),
        needs_reason=True,
    ),
    "repair": Act(
        N_("Send to the workshop"), _zones("store"), _zones("workshop"), needs_reason=True, items=_PIECES,
    ),
    "repaired": Act(
        N_("Back from the workshop"), _zones("workshop"), _zones("store"), needs_reason=True, items=_PIECES,
        records=("firearm", "article", "mark", "document"),
    ),
    "deposit": Act(
        N_("Deposit with the authority"), _zones("store"), _zones("authority"), SENIOR, needs_witness=True,
        needs_reason=True, state="any", items=_ALL, records=("document",), needs_document=True,
    ),
    "renew": Act(
        N_("Renew a permit or licence"), records=("company", "place", "person", "firearm", "article", "document"),
        papers=_RENEWED, needs_document=True,
    ),
    "discharge": Act(
        N_("Discharge"), _zones("store", "person"), _zones("expended"), state="any", items=("lot",),
        records=("discharge", "firearm", "document"), papers=("rounds_fired",), needs_witness=True, needs_reason=True,
        may_be_still=True, is_acknowledged=True,
    ),
    "hand_over": Act(
        N_("Hand over the armoury"), _zones("person", "store"), _zones("person", "store"), needs_witness=True,
        needs_reason=True, items=("article",), records=("place",), papers=("custodian_id",), may_be_still=True,
        is_acknowledged=True,
    ),
    "audit": Act(N_("Begin an audit"), roles=COUNTERS, records=("audit",)),
    "sight": Act(N_("Count"), roles=COUNTERS, records=("sighting", "document")),
    "differ": Act(N_("Enter differences"), roles=COUNTERS, records=("difference",)),
    "settle": Act(N_("Follow up a difference"), roles=SENIOR, records=("difference", "document")),
    "conclude": Act(N_("Close an audit"), roles=COUNTERS, needs_witness=True, records=("audit",)),
    "user": _with("user", records=("person", "user", "certificate")),
    "found": Act(N_("Found an authority"), roles=("director",), needs_witness=True, records=("certificate",)),
    "declare_restored": Act(
        N_("Declare restored"), roles=("director", "compliance"), needs_witness=True, needs_reason=True,
        records=("restoration", "document"),
    ),
    "certify": Act(N_("Certify"), roles=COUNTERS, records=("certificate",)),
    "assess": Act(N_("Check the security"), roles=COUNTERS, records=("answer", "document")),
    "remark": Act(N_("Remark of an inspector"), roles=("inspector",), records=("remark",)),
    "shown": Act(N_("Show to an inspector"), roles=("inspector",), records=("sighting",)),
    "erase": Act(N_("Erase"), roles=SENIOR, needs_witness=True, needs_reason=True, may_be_still=True),
}  # fmt: skip
"""The acts of the newest edition, 2: what screens and services offer."""

ACTS_OF: dict[int, dict[str, Act]] = {1: ACTS_1, 2: ACTS}
"""The table of acts of each edition of the rules."""

MAKER_ROLES = frozenset(role for act in ACTS.values() for role in act.roles).difference(READ_ONLY_ROLES)
"""The roles whose connection may write: not that of inspectors, though they sign what they remark."""


def zone_of(place_kind: str, person: int) -> Zone:
    """The zone of a position at a place of this kind, with this person (0: nobody)."""
    if person:
        return "person"
    if place_kind in STORES:
        return "store"
    return "field" if place_kind in FIELD_PLACES else place_kind


def role_for(kind: str, roles: str) -> str:
    """The first of a user's roles (codes separated by spaces) that may make an entry of this kind, or ``""``."""
    act = ACTS.get(kind)
    return next((r for r in roles.split() if act and r in act.roles), "")


def may_only_read(roles: str) -> bool:
    """Whether none of these roles may make any entry, so that the connection must not write."""
    return not MAKER_ROLES.intersection(roles.split())
