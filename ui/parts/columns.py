"""What a table shows in one column, and how a cell becomes text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry_app.domain.fields import Field
from registry_app.i18n import _, date, number

Cell = str | int | None
Row = tuple[Cell, ...]
"""A row as it crosses threads: the record's id first, then one stored value per column."""

LOOKS = ("plain", "strong", "muted", "serial", "number", "chip")


@dataclass(frozen=True)
class Column:
    """One column: `key` names it for sorting and for the user's settings, `heading` is a msgid.

    `width` counts characters; a wide column `stretches`. `text` turns a stored value into the reader's words; a chip's
    `tone` names a colour of `ui.tokens.TONES` for the stored value; `icon` names a drawing for the whole row.
    """

    key: str
    heading: str
    width: int = 14
    look: str = "plain"
    text: Callable[[Cell], str] = lambda value: "" if value is None else str(value)
    tone: Callable[[Cell], str] = lambda _value: "gray"
    icon: Callable[[Row], str] | None = None
    stretches: bool = False
    is_hidden: bool = False


def of_field(field: Field, *, width: int = 0, look: str = "") -> Column:
    """The column that a field declares."""
    usual = "number" if field.kind == "integer" else "plain"
    wide = width or min(max(field.max_length // 3, 10), 26)
    return Column(field.name, field.label, wide, look or usual, shown_by(field.kind, field.choices))


def shown_by(kind: str, choices: Mapping[str, str]) -> Callable[[Cell], str]:
    """How stored values of a field of `kind` are told to the reader."""
    if kind == "choice":
        return lambda value: _(choices.get(str(value), str(value))) if value else ""
    if kind == "choices":
        return lambda value: ", ".join(_(choices.get(each, each)) for each in str(value or "").split())
    if kind == "boolean":
        return lambda value: "" if value is None else (_("Yes") if value else _("No"))
    if kind == "date":
        return lambda value: date(str(value)) if value else ""
    if kind == "integer":
        return lambda value: "" if value is None else number(int(value))
    return lambda value: "" if value is None else str(value)
