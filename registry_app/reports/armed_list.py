"""The people who have arms on paper: each with licence and validity, and everything that each has."""

from registry_app.domain.choices import PERMIT_KINDS
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_
from registry_app.reports import told
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import OVERSIGHT
from registry_app.reports.signers import ALL

EXPIRED = {
    "licence": N_("Licence"), "course": N_("Course"), "fitness": N_("Certificate of fitness"), "permit": N_("Permit"),
}  # fmt: skip
"""The papers that may have run out."""
_EXPIRED = Field("expired", N_("Expired"), "choices", choices=EXPIRED)
_PERSON, _CODE = Field("person", N_("Person")), Field("person_code", N_("Person code"))

PEOPLE = Listed(
    "people", N_("People with arms"),
    (
        _CODE, _PERSON, Field("document", N_("Identity document")), Field("licence_number", N_("Licence number")),
        Field("licence_expires_on", N_("Licence valid until"), "date"),
        Field("course_expires_on", N_("Course valid until"), "date"),
        Field("fitness_expires_on", N_("Fitness valid until"), "date"), _EXPIRED,
        Field("firearms", N_("Firearms"), "integer", required=True),
        Field("rounds", N_("Rounds"), "integer", required=True),
    ),
    also=(Field("licence_class", N_("Licence class")),), totals=("firearms", "rounds"),
)  # fmt: skip
ARMS = Listed(
    "arms", N_("Arms with people"),
    (
        _PERSON, Field("item", N_("Item"), required=True), Field("model", N_("Description")),
        Field("quantity", N_("Quantity"), "integer", required=True), Field("permit_number", N_("Permit number")),
        Field("permit_expires_on", N_("Permit valid until"), "date"), _EXPIRED, Field("post", N_("Post or place")),
        Field("out_at", N_("Since"), "moment"), Field("due", N_("To be back"), "moment"),
        Field("entry", N_("Entry"), "integer"),
    ),
    N_("What is still out of each handover, firearms and rounds, by person."),
    also=(
        _CODE, Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS), Field("maker", N_("Maker")),
        Field("calibre", N_("Calibre"), "calibre"),
        Field("permit_kind", N_("Kind of permit"), "choice", choices=PERMIT_KINDS),
    ),
    tellers={"model": told.described}, most={"quantity": 44, "entry": 40},
)  # fmt: skip

FORM = Form(
    "people", N_("People with arms"), N_("Who has arms on {moment}"), (PEOPLE, ARMS, *OVERSIGHT),
    figures=(
        Field("people", N_("People with arms"), "integer"), Field("firearms", N_("Firearms"), "integer"),
        Field("rounds", N_("Rounds"), "integer"), Field("overdue", N_("Overdue"), "integer"),
        Field("people_expired", N_("People with expired papers"), "integer"),
        Field("permits_expired", N_("Firearms with expired permits"), "integer"),
    ),
    alarms=frozenset(["overdue", "people_expired", "permits_expired"]), signers=ALL,
)  # fmt: skip
