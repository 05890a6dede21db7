"""The papers that run out, on paper: the overdue first, then by day."""

from registry_app.domain.due import SEVERITIES
from registry_app.domain.fields import Field
from registry_app.i18n import N_
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import OVERSIGHT

PAPERS = {
    "company_licence": N_("Company licence"), "permit": N_("Permit of a firearm"), "licence": N_("Licence"),
    "course": N_("Course"), "fitness": N_("Certificate of fitness"), "contract": N_("Contract"),
}  # fmt: skip

EXPIRING = Listed(
    "papers", N_("Papers that run out"),
    (
        Field("paper", N_("Paper"), "choice", required=True, choices=PAPERS), Field("code", N_("Code or serial")),
        Field("name", N_("Whose or of what"), required=True), Field("paper_number", N_("Number or course")),
        Field("expires_on", N_("Valid until"), "date", required=True),
        Field("days", N_("Days left"), "integer", required=True),
        Field("firearms", N_("Firearms in hand"), "integer"),
    ),
    N_("The last day counts as valid. Days left below 0: so many days overdue."),
    groups=Field(
        "severity", N_("Urgency"), "choice", required=True,
        choices={code: label for code, label in SEVERITIES.items() if code != "later"},
    ),
    most={"name": 220},
)  # fmt: skip

FORM = Form(
    "expiry", N_("Papers that run out"), N_("Expired on {moment}, and what runs out next"), (EXPIRING, *OVERSIGHT),
    about=(Field("within", N_("Days ahead"), "integer"),),
    figures=(
        Field("overdue", N_("Overdue"), "integer"), Field("soon", N_("Soon"), "integer"),
        Field("permits", N_("Permits of firearms"), "integer"), Field("licences", N_("Licences of people"), "integer"),
        Field("contracts", N_("Contracts"), "integer"), Field("armed", N_("Expired, and has arms"), "integer"),
    ),
    alarms=frozenset(["overdue", "armed"]),
)  # fmt: skip
