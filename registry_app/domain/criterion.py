"""What stands in a cell of a filter row, read into a criterion: pure, and the same for every list.

    text      holds the text, whatever its case and accents; of numbers, days and choices: is it
    =x  <>x   is it; is anything else
    >x  <x  >=x  <=x  a..b  a..  ..b    as numbers, days or texts are ordered; both ends belong to a range
    =   <>    is empty; is filled

A day may be a month (`2026-05`, `5/2026`) or a year: then all its days are meant.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from registry_app.domain.calibres import CALIBRES, canonical
from registry_app.domain.calibres import shown as calibre_shown
from registry_app.domain.days import bare
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import LARGEST, Field, clean
from registry_app.i18n import LANGUAGES, _, language

Does = Literal["holds", "is", "not", "above", "below", "between", "outside", "among", "empty", "filled"]
LONGEST = 200
"""More is no filter but a slip of the hand."""
_SIGN = re.compile(r"(<>|>=|<=|=|>|<)\s*(.*)", re.DOTALL)
_RANGE = re.compile(r"(.*?)\s*\.\.\s*(.*)", re.DOTALL)
_YEAR = re.compile(r"(\d{4})")
_MONTHS = 12
_MONTH = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4})")
_RANGED = ("text", "code", "integer", "date", "moment")
_WORDED = ("choice", "choices", "calibre", "country")


@dataclass(frozen=True)
class Criterion:
    """What a column must do to be listed, and by which stored values.

    `between` and `outside` have two values, of which either may be `""` for no end; `above` and `below` leave their
    value out. `holds` has a text, and after it the codes whose names hold it; `among` has codes alone.
    """

    does: Does
    values: tuple[str | int, ...] = ()


def read(field: Field, text: str) -> Criterion | None:
    """The criterion that a text means for a field, `None` for an empty one. `Refused` names field and remedy."""
    shown = clean(text)
    if not shown:
        return None
    if len(shown) > LONGEST:
        raise Refused(refuse("field_too_long", field=field.name, label=field.label, value=shown[:40], most=LONGEST))
    asked = replace(field, required=False, max_length=LONGEST, least=-LARGEST, most=LARGEST)
    if match := _SIGN.fullmatch(shown):
        return _signed(asked, match[1], match[2])
    if field.kind in _RANGED and (match := _RANGE.fullmatch(shown)) and any(match.groups()):
        return _range(asked, match[1], match[2])
    return _plain(asked, shown)


def _signed(field: Field, sign: str, text: str) -> Criterion:
    if not text:
        if sign in ("=", "<>"):
            return Criterion("empty" if sign == "=" else "filled")
        raise Refused(refuse("criterion_unfinished", field=field.name, label=field.label, value=sign))
    first, last = _ends(field, text)
    if sign == "=":
        return Criterion("is", (first,)) if first == last else Criterion("between", (first, last))
    if sign == "<>":
        return Criterion("not", (first,)) if first == last else Criterion("outside", (first, last))
    compared: Mapping[str, Criterion] = {
        ">": Criterion("above", (last,)), ">=": Criterion("between", (first, "")),
        "<": Criterion("below", (first,)), "<=": Criterion("between", ("", last)),
    }  # fmt: skip
    return compared[sign]


def _range(field: Field, low: str, high: str) -> Criterion:
    first = _ends(field, low)[0] if low else ""
    last = _ends(field, high)[1] if high else ""
    if low and high and first > last:  # type: ignore[operator] # both are of the field's one kind
        raise Refused(refuse("criterion_reversed", field=field.name, label=field.label, value=f"{high}..{low}"))
    return Criterion("between", (first, last))


def _ends(field: Field, text: str) -> tuple[str | int, str | int]:
    """The first and the last stored value that a text means: of days there may be many in it."""
    if field.kind in ("date", "moment"):
        if field.kind == "moment" and ":" in text:
            return str(field.parse(text)), str(field.parse(text))
        first, last = _period(text) or _day(field, text)
        return (first, last) if field.kind == "date" else (f"{first}T00:00", f"{last}T23:59")
    value = field.parse(text)
    known = "" if value is None else value
    return known, known


def _day(field: Field, text: str) -> tuple[str, str]:
    day = str(replace(field, kind="date").parse(text))
    return day, day


def _period(text: str) -> tuple[str, str] | None:
    if match := _YEAR.fullmatch(text):
        return f"{match[1]}-01-01", f"{match[1]}-12-31"
    if not (match := _MONTH.fullmatch(text)):
        return None
    year, month = int(match["y"] or match["y2"]), int(match["m"] or match["m2"])
    if not (1 <= month <= _MONTHS and year):
        return None
    last = calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"


def _plain(field: Field, text: str) -> Criterion:
    if field.kind in _WORDED:
        return _worded(field, text)
    if field.kind in ("text", "code"):
        return Criterion("holds", (text,))
    first, last = _ends(field, text)
    return Criterion("is", (first,)) if first == last else Criterion("between", (first, last))


def _worded(field: Field, text: str) -> Criterion:
    """By the reader's words: the codes whose names hold the text, or the one that is meant by another name of it."""
    codes = tuple(_held_by_names(text, _NAMES[field.kind](field)))
    if field.kind == "calibre":
        return Criterion("holds", (text, *dict.fromkeys((*codes, canonical(text)))))
    if field.kind == "choices":
        return Criterion("holds", ("", *(codes or (str(field.parse(text)),))))
    return Criterion("among", codes or (str(field.parse(text)),))


def _held_by_names(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    wanted = bare(text)
    return list(dict.fromkeys(code for code, name in names if wanted in bare(name)))


def _of_choices(field: Field) -> Iterable[tuple[str, str]]:
    return ((code, _(label)) for code, label in field.choices.items())


def _of_calibres(_field: Field) -> Iterable[tuple[str, str]]:
    return ((each.code, calibre_shown(each.code)) for each in CALIBRES)


def _of_countries(_field: Field) -> Iterable[tuple[str, str]]:
    from babel import Locale

    names = Locale(language() if language() in LANGUAGES else "en").territories
    return ((str(code), str(name)) for code, name in names.items() if str(code).isalpha())


_NAMES: Mapping[str, Callable[[Field], Iterable[tuple[str, str]]]] = {
    "choice": _of_choices, "choices": _of_choices, "calibre": _of_calibres, "country": _of_countries,
}  # fmt: skip
