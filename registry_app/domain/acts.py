"""Which acts there are, between which kinds of place they move things, who may make them, and who must witness.

One table, read by the judge, the screens and the tests. A later edition of the rules adds a table beside this one
and leaves this one for the entries made under it.
"""

from dataclasses import dataclass
from typing import Literal

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

StateRule = Literal["same", "held", "ready", "any"]


@dataclass(frozen=True)
class Act:
    """What one kind of entry may do.

    `sources` and `targets` are the zones that its lines lead between; both empty: it moves nothing. `state` says how
    a line's state may change: stays the `same`, becomes a `held` one, becomes `ready` again, or `any`.
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
    is_same_place: bool = False


def _zones(*names: Zone) -> frozenset[Zone]:
    return frozenset(names)


_REGISTERED = ("company", "place", "person", "firearm", "lot")

ACTS: dict[str, Act] = {
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

MAKER_ROLES = frozenset(role for act in ACTS.values() for role in act.roles)


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
