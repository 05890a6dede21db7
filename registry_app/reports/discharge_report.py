"""The report of a discharge on paper, with room for the three who sign it."""

from registry_app.domain.discharge import Discharge
from registry_app.domain.fields import Field
from registry_app.domain.person import Person
from registry_app.i18n import N_
from registry_app.reports.listed import Form
from registry_app.reports.record_fields import DOCUMENTS, QUANTITY, STEPS, firearms, rounds, told

FORM = Form(
    "discharge", N_("Discharge report"), N_("A firearm was fired; as known on {moment}"),
    (firearms(), rounds(QUANTITY), STEPS, DOCUMENTS),
    about=(
        *told(Discharge), *told(Person, "licence_number", "licence_expires_on"),
        Field("deadline", N_("To be told at the latest"), "moment"),
    ),
    signers=(("witness", N_("Who fired")), ("armorer", N_("Armorer")), ("inspector", N_("Director"))),
)  # fmt: skip
