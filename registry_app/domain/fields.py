"""One declaration per field: from it come column, form row, table heading, import heading, report column.

Needs no SQLAlchemy, so that the window can hold fields before the database is loaded.
`Field.parse` is the only place where a user's text becomes a stored value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from registry_app.domain import days
from registry_app.domain.days import bare
from registry_app.domain.errors import FactValue, Refused, refuse
from registry_app.domain.unseen import MARKS
from registry_app.i18n import N_

Kind = Literal[
    "text", "code", "integer", "tenths", "date", "moment", "choice", "choices", "reference", "boolean", "calibre",
    "country",
]  # fmt: skip
"""`moment` is a minute on the company's clock, `YYYY-MM-DDTHH:MM`; `tenths` is a number with one decimal, times ten."""
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
    "article": N_("Article"),
    "mark": N_("Mark"),
    "document": N_("Document"),
    "loss": N_("Loss or theft case"),
    "discharge": N_("Discharge"),
    "filing": N_("Filed return"),
    "kit": N_("Kit of a post"),
    "pin": N_("PIN"),
    "certificate": N_("Certificate"),
    "restoration": N_("Declared restoration"),
}
"""The kinds of record, by the names that people call them."""

HEX_32 = re.compile("[0-9a-f]{64}")
"""32 bytes as entries write them: hashes, commitments, public keys."""

_SPACES = re.compile(r"\s+")
_BREAKING = frozenset(["Cc", "Cs", "Zl", "Zp"])
_UNPRINTABLE = _BREAKING | {"Cn", "Co"}
_UNSEEN = re.compile(f"[{MARKS}]")
_YES = {"1", "yes", "true", "sí", "si", "sim", "oui", "x"}
_NO = {"0", "no", "false", "não", "nao", "non"}


@dataclass(frozen=True)
class Field:
    """What is known of one field of a record; `label` and `help` are English msgids, translated when shown. Of a text,
    `choices` are codes that may stand in place of a name.

    `max_length` counts characters, `least`/`most` bound integers. `refers_to` names the kind of record that a
    reference points to. `personal` values enter the ledger only as commitments and can be erased. `only_for` are the
    values of the record's `kind` that have the field at all; empty means every one.
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
    only_for: tuple[str, ...] = ()

    def parse(self, text: str) -> Value:
        """The value that `text` stands for, `None` when empty; `Refused` names field, text and what is expected."""
        shown = clean(text)
        if not shown:
            if self.required:
                raise Refused(refuse("field_required", field=self.name, label=self.label))
            return None
        self._check_length(text, shown)
        value = _PARSERS[self.kind](self, shown)
        self._check_length(text, str(value))
        return value

    def _check_length(self, text: str, value: str) -> None:
        """Capitals can be longer than what was typed, so both are measured."""
        if len(value) > self.max_length:
            raise self._refused("field_too_long", text, most=self.max_length)

    def may_hold(self, value: object) -> bool:
        """Whether an entry may carry `value` here: what `parse` makes of some text, `""`, or a commitment.

        Asks for nothing that another release of Unicode, or a longer list of calibres, could answer otherwise.
        """
        if value == "":
            return True
        if self.personal or not isinstance(value, str | int):
            return self.personal and _is_commitment(value)
        if self.kind in ("integer", "tenths", "reference", "boolean"):
            most = 1 if self.kind == "boolean" else self.most
            return type(value) is int and self.least <= value <= most
        return isinstance(value, str) and len(value) <= self.max_length and is_plain(value) and self._is_form(value)

    def _is_form(self, value: str) -> bool:
        return _FORMS.get(self.kind, _any_form)(self, value)

    def _refused(self, code: str, text: str, **facts: FactValue) -> Refused:
        return Refused(refuse(code, field=self.name, label=self.label, value=text[:120], **facts))


def clean(text: str) -> str:
    """`text` in NFC with single spaces; `Refused` when it holds control characters or direction marks."""
    normal = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if not _UNPRINTABLE.isdisjoint(map(unicodedata.category, normal)) or _UNSEEN.search(normal):
        raise Refused(refuse("text_unprintable", value=ascii(normal)[:120]))
    return normal


def _any_form(_field: Field, _value: str) -> bool:
    return True


def _are_choices(which: Field, value: str) -> bool:
    parts = value.split(" ")
    return len(set(parts)) == len(parts) and which.choices.keys() >= set(parts)


_FORMS: Mapping[str, Callable[[Field, str], bool]] = {
    "date": lambda _field, value: days.is_day(value),
    "moment": lambda _field, value: days.is_minute(value),
    "choice": lambda which, value: value in which.choices,
    "choices": _are_choices,
    "country": lambda _field, value: bool(re.fullmatch("[A-Z]{2}", value)),
    "code": lambda _field, value: not re.search("[a-z]", value),
}
"""What a stored text must look like, by the kind of its field; other kinds hold any text."""


def _is_commitment(value: object) -> bool:
    return isinstance(value, Mapping) and [*value] == ["commit"] and bool(HEX_32.fullmatch(str(value["commit"])))


def is_plain(text: str) -> bool:
    """Whether `text` is in NFC, with single spaces, and without control characters or direction marks."""
    if text.isascii():
        return text.isprintable() and "  " not in text and text.strip() == text
    is_normal = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip() == text
    return is_normal and _BREAKING.isdisjoint(map(unicodedata.category, text)) and not _UNSEEN.search(text)


def _text(_field: Field, text: str) -> Value:
    return text


def _code(_field: Field, text: str) -> Value:
    """Codes on cards, tags and lots: upper case, so that a scanner's and a person's spelling meet."""
    return unicodedata.normalize("NFC", text.upper())


def _calibre(_field: Field, text: str) -> Value:
    from registry_app.domain.calibres import canonical

    return canonical(text)


def _country(which: Field, text: str) -> Value:
    """ISO 3166 alpha-2, given as code or by its name in one of our languages."""
    if code := _countries().get(text.casefold()):
        return code
    raise which._refused("field_not_country", text)


@cache
def _countries() -> Mapping[str, str]:
    """The codes of countries by code and by name in every language, case folded."""
    from babel import Locale

    from registry_app.i18n import LANGUAGES

    names = [Locale(language).territories for language in LANGUAGES]
    codes = [str(c) for c in names[0] if str(c).isalpha() and c not in _NO_COUNTRIES]
    return {c.casefold(): c for c in codes} | {str(n[c]).casefold(): c for n in names for c in codes if c in n}


_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
"""Two letters that CLDR uses for islands, unions, regions and tests, and ISO 3166 for no country."""


def _integer(which: Field, text: str) -> Value:
    digits = text.replace(" ", "")
    if not re.fullmatch(r"[+-]?[0-9]+", digits):
        raise which._refused("field_not_integer", text)
    value = int(digits)
    if value < which.least and which.most == LARGEST:
        raise which._refused("field_too_small", text, least=which.least)
    if not which.least <= value <= which.most:
        raise which._refused("field_out_of_range", text, least=which.least, most=which.most)
    return value


def _tenths(which: Field, text: str) -> Value:
    """One decimal at most, after a point or a comma; the bounds are told as they are written."""
    shown = text.replace(" ", "").replace("\u2212", "-").replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9])?", shown):
        raise which._refused("field_not_tenths", text)
    value = int(shown.replace(".", "")) if "." in shown else int(shown) * 10
    if not which.least <= value <= which.most:
        raise which._refused("field_out_of_range", text, least=which.least // 10, most=which.most // 10)
    return value


def _date(which: Field, text: str) -> Value:
    if day := days.day_of(text):
        return day
    raise which._refused("field_not_date", text)


def _moment(which: Field, text: str) -> Value:
    if minute := days.minute_of(text):
        return minute
    raise which._refused("field_not_moment", text)


def _choice(which: Field, text: str) -> Value:
    if code := _chosen(which, text):
        return code
    raise which._refused("field_not_choice", text, choices=tuple(which.choices.values()))


def _chosen(which: Field, text: str) -> str:
    """The code that `text` names by itself, by its label in any language or by a usual word, ``""`` when by none."""
    from registry_app.domain.choices import SAID_ALSO
    from registry_app.i18n import LANGUAGES, _, speaking

    wanted = bare(text)
    for code in which.choices:
        if wanted == bare(code):
            return code
    for language in LANGUAGES:
        with speaking(language):
            for code, label in which.choices.items():
                if wanted in (bare(label), bare(_(label))):
                    return code
    return next((c for c in which.choices if wanted in map(bare, SAID_ALSO.get(c, ()))), "")


def _choices(which: Field, text: str) -> Value:
    """Several codes or labels: labels of several words between commas or semicolons, codes also between spaces."""
    codes = [code for part in re.split("[,;]", text) for code in _chosen_of(which, part.strip())]
    if not codes:
        raise which._refused("field_not_choice", text, choices=tuple(which.choices.values()))
    return " ".join(dict.fromkeys(codes))


def _chosen_of(which: Field, part: str) -> Iterable[str]:
    if code := _chosen(which, part):
        return [code]
    return [str(_choice(which, word)) for word in part.split()]


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
    "tenths": _tenths,
    "date": _date,
    "moment": _moment,
    "choice": _choice,
    "choices": _choices,
    "reference": _integer,
    "boolean": _boolean,
}
