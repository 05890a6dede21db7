"""The account of ammunition on paper: by calibre and by lot, and its month form by calibre and month."""

from registry_app.domain.choices import LOADS
from registry_app.domain.fields import Field
from registry_app.i18n import N_
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import OVERSIGHT
from registry_app.reports.signers import ALL

_LABELS = {
    "opening": N_("Opening"), "received": N_("Received"), "found": N_("Found"), "returned": N_("Returned"),
    "issued": N_("Handed out"), "expended": N_("Expended"), "lost": N_("Lost"), "destroyed": N_("Destroyed"),
    "disposed": N_("Disposed of"), "transferred": N_("Transferred"), "closing": N_("Closing"),
}  # fmt: skip
ACCOUNT = tuple(Field(name, label, "integer", required=True) for name, label in _LABELS.items())
"""The columns of the account, in the order of its equation."""
ELSEWHERE = (
    Field("with_persons", N_("With persons"), "integer", required=True),
    Field("at_posts", N_("At a post"), "integer", required=True),
    Field("in_transit", N_("In transit"), "integer", required=True),
    Field("total", N_("In the company"), "integer", required=True),
)
CALIBRE = Field("calibre", N_("Calibre"), "calibre", required=True)
EQUATION = N_(
    "Opening + received + found + returned − handed out − expended − lost − destroyed − disposed of − transferred = "
    "closing, of what lies in store. What was expended, lost or handed to others while it was out counts as returned "
    "too, so that each column has all of it. Transferred: sent on its way less what arrived."
)
_ON_PAPER = tuple(field for field in ELSEWHERE if field.name in ("with_persons", "total"))
_IN_DATA = tuple(field for field in ELSEWHERE if field not in _ON_PAPER)
_SUMMED = (*_LABELS, *(field.name for field in _ON_PAPER))

CALIBRES = Listed(
    "calibres", N_("Account by calibre"), (CALIBRE, *ACCOUNT, *_ON_PAPER), EQUATION, also=_IN_DATA, totals=_SUMMED,
)  # fmt: skip
LOTS = Listed(
    "lots", N_("Account by lot"),
    (
        Field("lot_number", N_("Lot number"), required=True), Field("maker", N_("Maker"), required=True), *ACCOUNT,
        *_ON_PAPER, Field("counted_on", N_("Counted on"), "date"), Field("counted", N_("Counted"), "integer"),
        Field("difference", N_("Difference"), "integer"),
    ),
    N_("Counted: what the last closed audit counted of the lot by the end of the period, and how much more or less "
       "than what was expected then in the places that it counted."),
    also=(
        Field("load", N_("Load"), "choice", choices=LOADS), Field("year", N_("Year of manufacture"), "integer"),
        *_IN_DATA, Field("audit", N_("Audit")), Field("expected", N_("Expected"), "integer"),
    ),
    groups=CALIBRE, totals=_SUMMED,
)  # fmt: skip

FORM = Form(
    "ammunition", N_("Ammunition account"), N_("Ammunition from {from_on} to {until_on}"),
    (CALIBRES, LOTS, *OVERSIGHT),
    figures=(
        Field("total", N_("Rounds in the company"), "integer"), Field("received", N_("Received"), "integer"),
        Field("issued", N_("Handed out"), "integer"), Field("expended", N_("Expended"), "integer"),
        Field("lost", N_("Lost"), "integer"), Field("off", N_("Rounds that counts differ by"), "integer"),
    ),
    about=(Field("lots", N_("Lots"), "integer"),), alarms=frozenset(["lost", "off"]), signers=ALL, is_wide=True,
)  # fmt: skip

MONTHS = Listed(
    "months", N_("Calibres by month"),
    (
        CALIBRE, *ACCOUNT,
        Field("for_training", N_("of these training"), "integer", required=True),
        Field("for_test", N_("of these function tests"), "integer", required=True),
        Field("for_misfire", N_("of these misfires"), "integer", required=True),
        Field("for_use", N_("of these use and other"), "integer", required=True),
    ),
    EQUATION,
    also=(
        Field("from_on", N_("From day"), "date", required=True),
        Field("until_on", N_("Up to day"), "date", required=True),
    ),
    groups=Field("month", N_("Month"), required=True),
)  # fmt: skip

MONTH_FORM = Form(
    "ammunition-month", N_("Ammunition by month"), N_("Ammunition by calibre and month, {from_on} to {until_on}"),
    (MONTHS, *OVERSIGHT),
    figures=(
        Field("closing", N_("Rounds in store at the end"), "integer"), Field("received", N_("Received"), "integer"),
        Field("expended", N_("Expended"), "integer"), Field("lost", N_("Lost"), "integer"),
    ),
    alarms=frozenset(["lost"]), signers=ALL, is_wide=True,
)  # fmt: skip
