"""The lists by which every return tells how the register was kept, declared once for all of them."""

from collections.abc import Mapping
from typing import Any

from registry_app.domain import wording_indicator
from registry_app.domain.acts import ACTS
from registry_app.domain.audit import CAUSES
from registry_app.domain.choices import REASONS, ROLES
from registry_app.domain.count import RESULTS
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.domain.indicator import MEASURES, Figure
from registry_app.domain.overrides import OVERRIDABLE
from registry_app.i18n import N_
from registry_app.reports import told
from registry_app.reports.listed import Listed
from registry_app.reports.told import NOTHING

ACT_LABELS = {code: act.label for code, act in ACTS.items()}
ENTRY = Field("entry", N_("Entry"), "integer", required=True)
ACT = Field("kind", N_("Act"), "choice", required=True, choices=ACT_LABELS)
OCCURRED = Field("occurred_at", N_("Happened at"), "moment", required=True)
REASON = Field("reason", N_("Reason"), "choice", choices=REASONS)
USER, WITNESS = Field("user", N_("User")), Field("witness", N_("Witness"))

RESTORATIONS = Listed(
    "restorations", N_("Declared restorations"),
    (ENTRY, OCCURRED, Field("restored", N_("Entries restored"), "integer", required=True),
     Field("lost_from", N_("Lost from entry"), "integer"), Field("lost_to", N_("Lost up to entry"), "integer"),
     Field("receipt", N_("By the receipt")), Field("authority", N_("Authority")), REASON, USER, WITNESS),
    N_("The register came out of a backup, as two persons declared. What was entered after that backup is lost."),
    also=(ACT, Field("receipted_on", N_("Receipt dated"), "date")), is_optional=True,
)  # fmt: skip
LATE = Listed(
    "late", N_("Entries made late"),
    (ENTRY, ACT, OCCURRED, Field("recorded_at", N_("Recorded at"), "moment", required=True),
     Field("hours", N_("Hours later"), "integer", required=True), REASON, USER, WITNESS),
    N_("What was recorded later after it happened than the rules in force allow."), is_optional=True,
)  # fmt: skip
CORRECTIONS = Listed(
    "corrections", N_("Corrections"),
    (ENTRY, ACT, OCCURRED, Field("corrects", N_("Corrects entry"), "integer", required=True),
     Field("corrected_kind", N_("Act that is undone"), "choice", required=True, choices=ACT_LABELS),
     Field("corrected_at", N_("That happened at"), "moment", required=True), REASON, USER, WITNESS),
    N_("Entries that undo another one; both stay in the ledger."), is_optional=True,
)  # fmt: skip
OVERRIDES = Listed(
    "overrides", N_("Let through by a superior"),
    (ENTRY, ACT, OCCURRED, Field("overrides", N_("Let through"), "choices", required=True, choices=OVERRIDABLE), REASON,
     USER, WITNESS),
    N_("Handovers against an expired paper or a limit; the witness let them through."), is_optional=True,
)  # fmt: skip
DIFFERENCES = Listed(
    "differences", N_("Open differences of counts"),
    (Field("audit", N_("Audit"), required=True), Field("since", N_("Since"), "date", required=True),
     Field("item", N_("Item")), Field("model", N_("Description")),
     Field("kind", N_("Difference"), "choice", required=True, choices=RESULTS), Field("place_name", N_("On record")),
     Field("seen_name", N_("Seen")), Field("expected", N_("Expected"), "integer", required=True),
     Field("counted", N_("Counted"), "integer", required=True), Field("cause", N_("Cause"), "choice", choices=CAUSES),
     Field("owner", N_("Who follows it up")), Field("due_on", N_("To be explained by"), "date")),
    N_("What audits found and nobody has explained; it stays in every return until it is settled."),
    also=(
        Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS), Field("raw", N_("What was read")),
        Field("maker", N_("Maker")), Field("calibre", N_("Calibre"), "calibre"), Field("place", N_("Place code")),
        Field("seen", N_("Code of the place where it was seen")),
    ),
    tellers={"item": lambda row: str(row.get("item") or row.get("raw") or NOTHING), "model": told.described},
    is_optional=True,
)  # fmt: skip
USERS = Listed(
    "users", N_("Users of the register"),
    (USER, Field("person_code", N_("Person code")), Field("person", N_("Full name")),
     Field("roles", N_("Roles"), "choices", choices=ROLES), Field("is_active", N_("Active"), "boolean", required=True),
     Field("entries", N_("Entries made"), "integer", required=True),
     Field("witnessed", N_("Entries witnessed"), "integer", required=True)),
    is_optional=True,
)  # fmt: skip
INDICATORS = Listed(
    "indicators", N_("Indicators"),
    (Field("code", N_("Indicator"), "choice", required=True, choices={c: m.label for c, m in MEASURES.items()}),
     Field("value", N_("Value"), "integer", required=True), Field("numerator", N_("Made of"), "integer")),
    also=(Field("unit", N_("Unit"), required=True), Field("denominator", N_("Denominator"), "integer")),
    tellers={
        "value": lambda row: wording_indicator.value(Figure(**_parts(row))),
        "numerator": lambda row: wording_indicator.behind(Figure(**_parts(row))) or NOTHING,
    },
    most={"code": 220, "value": 80, "numerator": 160}, is_optional=True,
)  # fmt: skip


def _parts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("code", "value", "numerator", "denominator") if name in row}


OVERSIGHT = (RESTORATIONS, LATE, CORRECTIONS, OVERRIDES, DIFFERENCES, USERS, INDICATORS)
"""What stands at the end of every return."""
