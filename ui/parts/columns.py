"""What a table shows in one column, and how a cell becomes text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry_app.domain.calibres import shown as calibre_shown
from registry_app.domain.fields import Field
from registry_app.i18n import LANGUAGES, _, date, language, minute, number, short_minute

Cell = str | int | None
Row = tuple[Cell, ...]
"""A row as it crosses threads: the record's id first, then one stored value per column."""

LOOKS = ("plain", "strong", "muted", "serial", "number", "chip")


@dataclass(frozen=True)
class Column:
    """One column: `key` names it for sorting and for the user's settings, `heading` is a msgid.

    `width` counts characters; a wide column `stretches`. `text` turns a stored value into the reader's words; a chip's
    `tone` names a colour of `ui.tokens.TONES` for the stored value; `icon` names a drawing for the whole row. `field`
    reads the cell of a filter row and tells an exported one; without it the column has neither. Where there is no room
    a sentence (`is_prose`) is cut at its end, and all else in its middle: the safes of one armoury differ in what ends
    their names.
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
    is_prose: bool = False
    field: Field | None = None
    is_sorted: bool = True
    """Whether a click on the heading sorts by it: where every row has several values, that would take too long."""


def of_field(
    field: Field, width: int, look: str = "plain", *, is_hidden: bool = False, stretches: bool = False
) -> Column:
    """The column that a field declares."""
    return Column(
        field.name, field.label, width, look, shown_by(field.kind, field.choices), stretches=stretches,
        is_hidden=is_hidden, field=field,
    )  # fmt: skip


MOMENT_WIDTH = 15
DAY = len("2026-01-31")


def of_moment(field: Field, *, is_hidden: bool = False) -> Column:
    """The column of a field that holds minutes, told as short as can be."""

    def told(value: Cell) -> str:
        return short_minute(str(value)) if value else ""

    return Column(field.name, field.label, MOMENT_WIDTH, text=told, field=field, is_hidden=is_hidden)


def of_day(field: Field, width: int, *, is_hidden: bool = False) -> Column:
    """The column of a field that holds minutes, told by their day."""

    def told(value: Cell) -> str:
        return date(str(value)[:DAY]) if value else ""

    return Column(field.name, field.label, width, "muted", told, field=field, is_hidden=is_hidden)


def shown_by(kind: str, choices: Mapping[str, str]) -> Callable[[Cell], str]:
    """How stored values of a field of `kind` are told to the reader; nothing stays nothing. A text is told as it is,
    but for codes that stand in its place."""
    if kind == "choice":
        return lambda value: _(choices.get(str(value), str(value))) if value else ""
    if kind == "text" and choices:
        return lambda value: _(choices[str(value)]) if value in choices else str(value or "")
    if kind == "choices":
        return lambda value: ", ".join(_(choices.get(each, each)) for each in str(value or "").split())
    tell = _TOLD.get(kind, str)
    return lambda value: "" if value is None or value == "" else tell(value)


def country_text(code: str) -> str:
    """A country's name; the code itself where the reader's language has none."""
    from babel import Locale

    speaking = Locale(language() if language() in LANGUAGES else "en")
    return str(speaking.territories.get(code, code))


_TOLD: Mapping[str, Callable[[str | int], str]] = {
    "calibre": lambda value: calibre_shown(str(value)),
    "country": lambda value: country_text(str(value)),
    "boolean": lambda value: _("Yes") if value else _("No"),
    "date": lambda value: date(str(value)),
    "moment": lambda value: minute(str(value)),
    "integer": lambda value: number(int(value)),
}
