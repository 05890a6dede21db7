"""The issue-and-return book on paper: a row for each part of what was handed out, with what became of it."""

from registry_app.domain.choices import REASONS
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_
from registry_app.reports import told
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import ACT_LABELS, OVERSIGHT, WITNESS
from registry_app.reports.signers import ALL

ACKNOWLEDGED = {
    "pin": N_("by PIN"), "drawing": N_("by a drawn signature"), "erased": N_("the text was erased"),
    "said": N_("as the user says"),
}  # fmt: skip
"""How somebody acknowledged a handover."""

HANDOVERS = Listed(
    "handovers", N_("Issues and returns"),
    (
        Field("entry", N_("Entry"), "integer"), Field("out_at", N_("Issued at"), "moment"),
        Field("user", N_("Issued by")), Field("person", N_("Person")), Field("item", N_("Item"), required=True),
        Field("model", N_("Description")), Field("quantity", N_("Quantity"), "integer", required=True),
        Field("post", N_("Post or place")), Field("due", N_("To be back"), "moment"),
        Field("acknowledged", N_("Acknowledged"), "choice", choices=ACKNOWLEDGED),
        Field("back_entry", N_("Entry of the return"), "integer"), Field("back_at", N_("Returned at"), "moment"),
        Field("back_user", N_("Taken back by")), Field("back", N_("Came back"), "integer"),
        Field("expended", N_("Expended"), "integer"), Field("passed", N_("Passed on"), "integer"),
        Field("gone", N_("Lost or given away"), "integer"), Field("still_out", N_("Still out"), "integer"),
        Field("corrected_by", N_("Corrected by entry"), "integer"),
    ),
    N_("Everything that was out with somebody in the period. Each row is a part of what was handed out: what one entry "
       "took back of it, or what is still out. Passed on: handed to the next person without coming back; gone: lost or "
       "handed to others. What was corrected stays in its place, and counts for nothing."),
    also=(
        Field("kind", N_("Act"), "choice", choices=ACT_LABELS), WITNESS, Field("document", N_("Number of the paper")),
        Field("person_code", N_("Person code")), Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS),
        Field("maker", N_("Maker")), Field("calibre", N_("Calibre"), "calibre"),
        Field("back_kind", N_("Act of the return"), "choice", choices=ACT_LABELS),
        Field("back_acknowledged", N_("Return acknowledged"), "choice", choices=ACKNOWLEDGED),
        Field("reason", N_("Reason"), "choice", choices=REASONS),
    ),
    tellers={"model": told.described}, most={"entry": 40, "quantity": 40, "back_entry": 40},
)  # fmt: skip

FORM = Form(
    "handovers", N_("Issue-and-return book"), N_("What was out with people from {from_on} to {until_on}"),
    (HANDOVERS, *OVERSIGHT), about=(Field("corrected", N_("Rows that were corrected"), "integer"),),
    figures=(
        Field("firearms", N_("Firearms that were out"), "integer"),
        Field("rounds", N_("Rounds that were out"), "integer"),
        Field("rounds_expended", N_("Rounds expended"), "integer"),
        Field("pieces_out", N_("Pieces still out"), "integer"), Field("rounds_out", N_("Rounds still out"), "integer"),
        Field("overdue", N_("Overdue at the end"), "integer"),
    ),
    alarms=frozenset(["overdue"]), signers=ALL, is_wide=True,
)  # fmt: skip
