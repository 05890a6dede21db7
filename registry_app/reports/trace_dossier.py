"""The trace dossier of one firearm on paper."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from registry_app.domain.choices import STATES
from registry_app.domain.fields import Field
from registry_app.domain.firearm import Firearm, Mark
from registry_app.i18n import N_
from registry_app.reports import listed
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import ACT, ENTRY, OCCURRED, REASON, USER, WITNESS
from registry_app.reports.record_fields import DOCUMENTS, told
from registry_app.reports.signers import ARMORER
from registry_app.reports.signers import WITNESS as WITNESSED

FIELDS = {field.name: field for field in told(Firearm)}


def _side(side: str, row: Mapping[str, Any]) -> str:
    """What stood in a field before or after, told as the field tells it."""
    return listed.value(FIELDS[row["field"]], row.get(side))


MARKS = Listed("marks", N_("Marks"), told(Mark, "kind", "text", "spot", "made_by", "made_on", "made_under"))
CHAIN = Listed(
    "chain", N_("Chain of custody"),
    (ENTRY, OCCURRED, ACT, Field("from", N_("From")), Field("to", N_("To")),
     Field("to_state", N_("State"), "choice", choices=STATES), REASON, USER, WITNESS,
     Field("corrects", N_("Corrects entry"), "integer"), Field("corrected_by", N_("Corrected by entry"), "integer")),
    N_("Every movement in the order in which it was entered, from the one who supplied the firearm to where it is now; "
       "what was corrected stays."),
)  # fmt: skip
CHANGES = Listed(
    "changes", N_("Changes of the record"),
    (ENTRY, OCCURRED,
     Field("field", N_("Field"), "choice", required=True, choices={f.name: f.label for f in FIELDS.values()}),
     Field("before", N_("Before")), Field("after", N_("After")), USER),
    tellers={side: partial(_side, side) for side in ("before", "after")}, is_optional=True,
)  # fmt: skip

FORM = Form(
    "trace", N_("Trace dossier"), N_("The life of one firearm, as known on {moment}"),
    (MARKS, CHAIN, CHANGES, DOCUMENTS),
    about=told(Firearm),
    figures=(
        Field("entries", N_("Entries"), "integer"), Field("movements", N_("Movements"), "integer"),
        Field("corrections", N_("Corrections"), "integer"),
    ),
    signers=(ARMORER, WITNESSED),
)  # fmt: skip
