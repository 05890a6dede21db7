"""Fields of records as papers tell them: a reference becomes the text that names the other record."""

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import DOCUMENT_KINDS, REASONS
from registry_app.domain.declare import Record, entered_fields
from registry_app.domain.fields import Field
from registry_app.domain.records import Article, Document, Firearm, Lot
from registry_app.i18n import N_
from registry_app.reports.listed import Listed


def told(record: type[Record], *names: str, without: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """The fields of a record by name, all in the order of declaration where none is named."""
    fields = entered_fields(record)
    wanted = names or tuple(name for name in fields if name not in without)
    return tuple(_as_text(fields[name]) for name in wanted)


def _as_text(field: Field) -> Field:
    if field.kind == "reference":
        return Field(field.name.removesuffix("_id"), field.label)
    return Field(field.name, field.label, field.kind, choices=field.choices)


QUANTITY = Field("quantity", N_("Quantity"), "integer", required=True)


def firearms(*more: Field) -> Listed:
    """A list of firearms with further columns."""
    columns = told(Firearm, "serial", "maker", "model", "kind", "calibre", "tag", "permit_number", "permit_expires_on")
    return Listed("firearms", N_("Firearms"), (*columns, *more), is_optional=True)


def rounds(*more: Field) -> Listed:
    """A list of lots with further columns."""
    return Listed(
        "rounds", N_("Rounds"), (*told(Lot, "lot_number", "maker", "calibre", "load"), *more), is_optional=True
    )


def articles(*more: Field) -> Listed:
    """A list of articles with further columns."""
    return Listed("articles", N_("Articles"), (*told(Article, "code", "name"), *more), is_optional=True)


STEPS = Listed(
    "steps", N_("What was entered"),
    (Field("entry", N_("Entry"), "integer", required=True),
     Field("kind", N_("Act"), "choice", required=True, choices={code: act.label for code, act in ACTS.items()}),
     Field("occurred_at", N_("Happened at"), "moment", required=True),
     Field("recorded_at", N_("Recorded at"), "moment", required=True),
     Field("reason", N_("Reason"), "choice", choices=REASONS), Field("document", N_("Number of the paper")),
     Field("user", N_("User")), Field("witness", N_("Witness")),
     Field("corrected_by", N_("Corrected by entry"), "integer")),
)  # fmt: skip
DOCUMENTS = Listed(
    "documents", N_("Documents"),
    (Field("kind", N_("Kind of document"), "choice", required=True, choices=DOCUMENT_KINDS),
     *told(Document, "title", "number", "dated_on"), Field("hash", N_("SHA-256 of the content"), required=True)),
    is_optional=True,
)  # fmt: skip
