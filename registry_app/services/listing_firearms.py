"""The list of firearms, each with the one position that it has."""

from sqlalchemy import case, func

from registry_app.domain.choices import HELD_STATES, OUTSIDE, PASSAGES, PLACE_KINDS, STATES
from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Firearm, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.i18n import N_
from registry_app.services import lists, sightings
from registry_app.services.list_filters import Filter
from registry_app.services.listing import Condition, ListColumn, Listing

IN_STORE, ISSUED = "in_store", "issued"
STATUSES = {
    IN_STORE: N_("In store"),
    ISSUED: N_("Issued"),
    "transit": N_("In transit"),
    "workshop": N_("In the workshop"),
    **{code: STATES[code] for code in HELD_STATES},
    **OUTSIDE,
}
"""Where a firearm stands, as the one word that says most."""

VERIFIED = Field("last_verified", N_("Last verified"), "moment", help=N_("When it was last in hand in an audit."))
_F, _T = fields_of(Firearm), Firearm.__table__.c
_OWN = [name for name, field in _F.items() if not (field.refers_to or field.derived)]
_holder = func.coalesce(Person.name, Person.code)
_status = case(
    (Place.kind.in_(list(OUTSIDE)), Place.kind),
    (BalanceRow.state.in_(list(HELD_STATES)), BalanceRow.state),
    (BalanceRow.person_id > 0, ISSUED),
    (Place.kind.in_(list(PASSAGES)), Place.kind),
    else_=IN_STORE,
)


def _as_condition(shown: Filter) -> Condition:
    return lambda _session: shown()


FIREARMS = Listing(
    rows=lists.positioned,
    number=_T.id,
    columns={
        **{name: ListColumn(_F[name], _T[name]) for name in _OWN},
        "serial": ListColumn(_F["serial"], _T.serial, _T.serial_normal),
        "firearm": ListColumn(Field("firearm", N_("Firearm")), Firearm.maker + " " + Firearm.model),
        "status": ListColumn(Field("status", N_("Status"), "choice", choices=STATUSES), _status),
        "holder": ListColumn(Field("holder", N_("Holder")), _holder, Person.__table__.c.name),
        "where": ListColumn(Field("where", N_("Place or holder")), func.coalesce(_holder, Place.name)),
        "place": ListColumn(Field("place", N_("Place")), Place.__table__.c.name),
        "place_kind": ListColumn(
            Field("place_kind", N_("Kind of place"), "choice", choices=PLACE_KINDS), Place.__table__.c.kind
        ),
        "last_verified": ListColumn(VERIFIED, sightings.last_in_hand(_T.id), is_instant=True),
        "state": ListColumn(Field("state", N_("State"), "choice", choices=STATES), BalanceRow.__table__.c.state),
    },
    first="serial",
    search=lists.matching,
    states={code: _as_condition(shown) for code, shown in lists.STATES.items()},
    lying=lambda place: BalanceRow.place_id.in_(lists.inside(place)),
)
"""The firearms; at first those that the company has."""
