"""The movements book on paper: a row for each line, with its correction beside it."""

from registry_app.domain.choices import STATES
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_
from registry_app.reports import told
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import ACT, ENTRY, OCCURRED, OVERSIGHT, REASON, USER, WITNESS
from registry_app.reports.signers import ALL

CORRECTS = Field("corrects", N_("Corrects entry"), "integer")
CORRECTED_BY = Field("corrected_by", N_("Corrected by entry"), "integer")
DOCUMENT = Field("document", N_("Number of the paper"))

MOVEMENTS = Listed(
    "movements", N_("Movements"),
    (ENTRY, OCCURRED, ACT, Field("item", N_("Item"), required=True), Field("model", N_("Description")),
     Field("quantity", N_("Quantity"), "integer", required=True), Field("from", N_("From")), Field("to", N_("To")),
     REASON, DOCUMENT, USER, WITNESS, CORRECTS, CORRECTED_BY),
    N_("Each line of each entry that happened in the period, in the order in which it happened. An entry that was "
       "corrected stays, and so does its correction, which moves everything back."),
    also=(
        Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS), Field("maker", N_("Maker")),
        Field("calibre", N_("Calibre"), "calibre"), Field("from_state", N_("From state"), "choice", choices=STATES),
        Field("to_state", N_("To state"), "choice", choices=STATES),
    ),
    tellers={"model": told.described} | told.PLACES,
    most={"entry": 40, "quantity": 44, "corrects": 44, "corrected_by": 44},
)  # fmt: skip

FORM = Form(
    "movements", N_("Movements book"), N_("What moved from {from_on} to {until_on}"), (MOVEMENTS, *OVERSIGHT),
    figures=(
        Field("lines", N_("Lines"), "integer"), Field("entries", N_("Entries"), "integer"),
        Field("corrections", N_("Lines of corrections"), "integer"),
        Field("corrected", N_("Lines that were corrected"), "integer"),
    ),
    signers=ALL,
)  # fmt: skip
