"""The change notice on paper: what is otherwise than the last return told the same authority."""

from collections.abc import Callable, Mapping
from typing import Any

from registry_app.domain.choices import FIREARM_KINDS, REASONS, REPORT_NAMES
from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import Field
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_
from registry_app.reports import listed, told
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import ACT_LABELS, OVERSIGHT
from registry_app.reports.signers import ALL
from registry_app.reports.told import NOTHING

_KINDS = ("firearm", "place", "user", "policy")
_DECLARED = {f"{kind}.{name}": field for kind in _KINDS for name, field in entered_fields(RECORDS[kind]).items()}
CHANGES = {"new": N_("New"), "gone": N_("No longer there"), "changed": N_("Changed")}
OF_PEOPLE = {
    "joined": N_("Joined"), "left": N_("Left the company"), "armed": N_("Has arms now"),
    "disarmed": N_("Has no arms any more"),
}  # fmt: skip


def _side(name: str) -> Callable[[Mapping[str, Any]], str]:
    """Tells what stands before or after, as the field is told everywhere."""

    def tell(row: Mapping[str, Any]) -> str:
        stored, declared = row.get(name), _DECLARED.get(row.get("field", ""))
        if stored is None or declared is None:
            return str(stored or NOTHING)
        if declared.kind in ("integer", "boolean"):
            return listed.value(declared, int(stored))
        if declared.kind == "reference":
            return told.place(name)(row)
        return listed.value(declared, stored)

    return tell


_SIDES = {"before": _side("before"), "after": _side("after")}
_NAME = Field("name", N_("Of what"), required=True)
_CHANGED = (
    Field("change", N_("What changed"), "choice", required=True, choices=CHANGES),
    Field("field", N_("Field"), "choice", choices={name: field.label for name, field in _DECLARED.items()}),
    Field("before", N_("Before")), Field("after", N_("After")),
)  # fmt: skip
_FIREARM = (
    Field("serial", N_("Serial number"), required=True), Field("model", N_("Description")),
    Field("kind", N_("Kind"), "choice", choices=FIREARM_KINDS), Field("permit_number", N_("Permit number")),
)  # fmt: skip
_ALSO = (Field("maker", N_("Maker")), Field("calibre", N_("Calibre"), "calibre"))
_HOW = (
    Field("act", N_("Act"), "choice", choices=ACT_LABELS), Field("occurred_at", N_("Happened at"), "moment"),
    Field("reason", N_("Reason"), "choice", choices=REASONS), Field("document", N_("Number of the paper")),
    Field("from", N_("From")), Field("to", N_("To")), Field("entry", N_("Entry"), "integer"),
)  # fmt: skip


def _of_firearms(key: str, title: str, *more: Field, is_optional: bool = False) -> Listed:
    return Listed(
        key,
        title,
        (*_FIREARM, *more),
        also=_ALSO,
        tellers={"model": told.described} | told.PLACES,
        is_optional=is_optional,
    )


def _of_records(key: str, title: str) -> Listed:
    return Listed(
        key, title, (_NAME, *_CHANGED), tellers=_SIDES, most={"name": 150, "before": 150, "after": 150},
        is_optional=True,
    )  # fmt: skip


LISTS = (
    _of_firearms("gained", N_("Firearms gained"), *_HOW), _of_firearms("gone", N_("Firearms gone"), *_HOW),
    _of_records("renamed", N_("Firearms described otherwise")), _of_records("permits", N_("Permits of firearms")),
    _of_firearms("moved", N_("Firearms at another place"), Field("from", N_("From")), Field("to", N_("To")),
                 is_optional=True),
    Listed(
        "people", N_("People"),
        (Field("person_code", N_("Person code"), required=True), Field("person", N_("Full name")),
         Field("change", N_("What changed"), "choice", required=True, choices=OF_PEOPLE),
         Field("firearms", N_("Firearms in hand"), "integer", required=True)),
        is_optional=True,
    ),
    _of_records("places", N_("Places")), _of_records("accounts", N_("Users who are new or have changed")),
    Listed("policy", N_("Rules in force"), _CHANGED, tellers=_SIDES, is_optional=True),
)  # fmt: skip

_COUNTED = {
    "gained": N_("Firearms gained"), "gone": N_("Firearms gone"), "fields": N_("Fields of firearms changed"),
    "moved": N_("Firearms at another place"), "people": N_("Changes of people"),
    "other": N_("Changes of places, users and rules"),
}  # fmt: skip

FORM = Form(
    "changes", N_("Change notice"), N_("What has changed by {moment}"), (*LISTS, *OVERSIGHT),
    about=(
        Field("since_report", N_("Since"), "choice", choices=REPORT_NAMES),
        Field("since_number", N_("Its running number"), "integer"), Field("since_on", N_("Up to day"), "date"),
        Field("since_size", N_("Entries of the ledger then"), "integer"),
        Field("since_root", N_("Root then")),
    ),
    figures=tuple(Field(name, label, "integer") for name, label in _COUNTED.items()), signers=ALL,
    texts=(
        N_("Compared are two states of the register: what the last return that told of arms said, and the one above. "
           "Before the first return everything is new."),
    ),
)  # fmt: skip
