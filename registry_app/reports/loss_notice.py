"""The notice of a loss or theft on paper."""

from registry_app.domain.fields import Field
from registry_app.domain.loss import Loss
from registry_app.i18n import N_
from registry_app.reports.listed import Form
from registry_app.reports.record_fields import DOCUMENTS, STEPS, articles, firearms, rounds, told
from registry_app.reports.signers import ARMORER, INSPECTOR, WITNESS

_GONE = (
    Field("lost", N_("Lost"), "integer", required=True), Field("found", N_("Found since"), "integer", required=True),
    Field("missing", N_("Still missing"), "integer", required=True),
)  # fmt: skip

FORM = Form(
    "loss", N_("Notice of loss or theft"), N_("What is gone, as known on {moment}"),
    (firearms(*_GONE), rounds(*_GONE), articles(*_GONE), STEPS, DOCUMENTS),
    about=(
        *told(Loss), Field("deadline", N_("To be told at the latest"), "moment"),
        Field("rule", N_("By which rule")),
    ),
    figures=(
        Field("firearms", N_("Firearms still missing"), "integer"),
        Field("rounds", N_("Rounds still missing"), "integer"),
        Field("articles", N_("Articles still missing"), "integer"),
    ),
    alarms=frozenset(["firearms", "rounds", "articles"]),
    signers=(ARMORER, WITNESS, INSPECTOR),
)  # fmt: skip
