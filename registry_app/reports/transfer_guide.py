"""The transfer guide on paper: it travels with the delivery, and each who has it in hand signs."""

from registry_app.domain.fields import Field
from registry_app.i18n import N_
from registry_app.reports.listed import Form
from registry_app.reports.record_fields import QUANTITY, STEPS, articles, firearms, rounds

FORM = Form(
    "transfer", N_("Transfer guide"), N_("What travels between two armouries; as known on {moment}"),
    (firearms(), rounds(QUANTITY), articles(QUANTITY), STEPS),
    about=(
        Field("from", N_("From")), Field("destination", N_("To")), Field("sent_at", N_("Sent at"), "moment"),
        Field("entry", N_("Entry"), "integer"),
    ),
    figures=(
        Field("firearms", N_("Firearms"), "integer"), Field("rounds", N_("Rounds"), "integer"),
        Field("articles", N_("Articles"), "integer"),
    ),
    texts=(N_("Whoever signs has counted what is listed and compared every serial number with the firearm."),),
    signers=(("armorer", N_("Who sends")), ("witness", N_("Who carries")), ("inspector", N_("Who receives"))),
)  # fmt: skip
