"""One declaration per field: from it come column, form row, table heading, import heading, report column.

Needs no SQLAlchemy, so that the window can hold fields before the database is loaded.
`Field.parse` is the only place where a user's text becomes a stored value.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from registry_app.domain.errors import FactValue, Refused, refuse
from registry_app.i18n import N_

Kind = Literal["text", "code", "integer", "date", "choice", "choices", "reference", "boolean", "calibre", "country"]
Value = str | int | None
LARGEST = 2**53 - 1
"""Integers beyond this lose digits in other people's JSON readers (RFC 8785)."""

KIND_LABELS = {
    "company": N_("Company"),
    "place": N_("Place"),
    "person": N_("Person"),
    "user": N_("User"),
    "policy": N_("Policy"),
    "firearm": N_("Firearm"),
    "lot": N_("Ammunition lot"),
}
"""The kinds of record, by the names that people call them."""

_SPACES = re.compile(r"\s+")
_UNPRINTABLE = ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")
_DIRECTION_MARKS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YES = {"1", "yes", "true", "sí", "si", "sim", "oui", "x"}
_NO = {"0", "no", "false", "não", "nao", "non"}


@dataclass(frozen=True)
class Field:
    """What is known of one field of a record; `label` and `help` are English msgids, translated when shown.

    `max_length` counts characters, `least`/`most` bound integers. `refers_to` names the kind of record that a
    reference points to. `personal` values enter the ledger only as commitments and can be erased.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 80
    least: int = 0
    most: int = LARGEST
    refers_to: str = ""
    in_table: bool = False
    in_report: bool = False
    help: str = ""
    personal: bool = False
    derived: bool = False

    def parse(self, text: str) -> Value:
        """The value that `text` stands for, `None` when empty; `Refused` names field, text and what is expected."""
        shown = clean(text)
        if not shown:
            if self.required:
                raise Refused(refuse("field_required", field=self.name, label=self.label))
            return None
        if len(shown) > self.max_length:
            raise self._refused("field_too_long", text, most=self.max_length)
        return _PARSERS[self.kind](self, shown)

    def _refused(self, code: str, text: str, **facts: FactValue) -> Refused:
        return Refused(refuse(code, field=self.name, label=self.label, value=text[:120], **facts))


def clean(text: str) -> str:
    """`text` in NFC with single spaces; `Refused` when it holds control characters or direction marks."""
    normal = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if any(unicodedata.category(c) in _UNPRINTABLE for c in normal) or _DIRECTION_MARKS.search(normal):
        raise Refused(refuse("text_unprintable", value=ascii(normal)[:120]))
    return normal


def _text(_field: Field, text: str) -> Value:
    return text


def _code(_field: Field, text: str) -> Value:
    """Codes on cards, tags and lots: upper case, so that a scanner's and a person's spelling meet."""
    return text.upper()


def _calibre(_field: Field, text: str) -> Value:
    from registry_app.domain.calibres import canonical

    return canonical(text)


def _country(which: Field, text: str) -> Value:
    """ISO 3166 alpha-2, given as code or by its name in one of our languages."""
    from babel import Locale

    from registry_app.i18n import LANGUAGES

    for language in LANGUAGES:
        territories = Locale(language).territories
        if len(text) == 2 and text.upper() in territories:
            return text.upper()
        for code, name in territories.items():
            if len(code) == 2 and name.casefold() == text.casefold():
                return str(code)
    raise which._refused("field_not_country", text)


def _integer(which: Field, text: str) -> Value:
    digits = text.replace(" ", "")
    if not re.fullmatch(r"[+-]?[0-9]+", digits):
        raise which._refused("field_not_integer", text)
    value = int(digits)
    if not which.least <= value <= which.most:
        raise which._refused("field_out_of_range", text, least=which.least, most=which.most)
    return value


def _date(which: Field, text: str) -> Value:
    """ISO days, and day-month-year where the order is certain or the usual one of the Americas' Latin languages."""
    if match := _DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _LOCAL_DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        raise which._refused("field_not_date", text)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise which._refused("field_not_date", text) from None


def _choice(which: Field, text: str) -> Value:
    from registry_app.i18n import LANGUAGES, speaking

    wanted = text.casefold()
    for code, label in which.choices.items():
        if wanted in (code.casefold(), label.casefold()):
            return code
    for language in LANGUAGES:
        with speaking(language):
            for code, label in which.choices.items():
                if wanted == _translated(label).casefold():
                    return code
    raise which._refused("field_not_choice", text, choices=tuple(which.choices))


def _translated(label: str) -> str:
    from registry_app.i18n import _

    return _(label)


def _choices(which: Field, text: str) -> Value:
    return " ".join(str(_choice(which, part)) for part in re.split(r"[\s,;]+", text) if part)


def _boolean(which: Field, text: str) -> Value:
    if text.casefold() in _YES:
        return 1
    if text.casefold() in _NO:
        return 0
    raise which._refused("field_not_boolean", text)


_PARSERS = {
    "text": _text,
    "code": _code,
    "calibre": _calibre,
    "country": _country,
    "integer": _integer,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "reference": _integer,
    "boolean": _boolean,
}
