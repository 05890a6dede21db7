"""The reader's language: translation, numbers and dates, below everything else.

`_` translates at the moment of showing, `N_` only marks a string for the catalogues, `n_` chooses a plural.
The language is a context variable, so a report can be written in Spanish while the window speaks Portuguese.
"""

import datetime as dt
import gettext
import locale
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

LANGUAGES = {"en": "English", "es": "Español", "pt": "Português", "fr": "Français"}
LOCALE_DIR = Path(__file__).resolve().parents[1] / "resources" / "locale"
DOMAIN = "armarium"
_THOUSAND = 1000
_MINUTE = len("2026-07-01T09:00")
_REMEMBERED = 4096
"""So many days, times and thousands are kept as they are told, for lists that tell them again and again."""

_default = "en"
_speaking: ContextVar[str | None] = ContextVar("language", default=None)


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


def language() -> str:
    """The code of the language in force here: one of `LANGUAGES`, or the pseudo-locale `qps`."""
    return _speaking.get() or _default


def use(code: str) -> None:
    """Make `code` the language of the whole program from now on."""
    global _default
    _default = code


def lend(code: str) -> None:
    """Let libraries that ask gettext themselves (argparse) find their strings in our catalogues, in `code`."""
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block only, on this thread only."""
    token = _speaking.set(code)
    try:
        yield
    finally:
        _speaking.reset(token)


def preferred() -> str:
    """The language of the user's system where it is one of ours, else English.

    The variables go first: `getlocale` says nothing where the system has not made the locale that they name.
    """
    named = (os.environ.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    codes = (name[:2].lower() for name in (*named, _of_windows(), locale.getlocale()[0] or ""))
    return next((code for code in codes if code in LANGUAGES), "en")


def _of_windows() -> str:
    """The language of Windows, which sets no variables and calls Spanish `Spanish_Colombia`."""
    if sys.platform != "win32":
        return ""
    import ctypes

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def _(message: str) -> str:
    """`message` in the language in force; the message itself where the catalogue is silent."""
    return _catalogue(language()).gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - the usual name for marking
    """Mark `message` for the catalogues and give it back as it is; translate it with `_` when shown."""
    return message


def n_(one: str, many: str, number: int) -> str:
    """The singular or plural form that fits `number`, with `{n}` left for `format`."""
    return _catalogue(language()).ngettext(one, many, number)


def number(value: int) -> str:
    """A whole number with the digit groups of the language in force."""
    if value < _THOUSAND:
        return _number(value, _babel())
    # What comes before the last three digits is the same for a thousand numbers, and long lists have them all.
    return f"{_number(value // _THOUSAND * _THOUSAND, _babel())[:-3]}{value % _THOUSAND:03}"


@lru_cache(maxsize=_REMEMBERED)
def _number(value: int, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=language))


def decimal(value: int, places: int) -> str:
    """A number that is told in tenths, hundredths and so on (`places` of them), as the reader writes it."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + "." * bool(places) + "0" * places
    return str(format_decimal(Decimal(value).scaleb(-places), pattern, locale=_babel()))


def percent(value: int) -> str:
    """So many thousandths in percent, with one decimal, as the reader writes it."""
    from babel import Locale
    from babel.numbers import format_percent

    pattern = Locale.parse(_babel()).percent_formats[None].pattern.replace("0", "0.0", 1)
    return str(format_percent(Decimal(value).scaleb(-3), pattern, locale=_babel()))


def date(day: str | dt.date | None, style: str = "medium") -> str:
    """A day (`YYYY-MM-DD` or a date) as the reader writes it; nothing stays nothing."""
    if not day:
        return ""
    value = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return _day(value, style, _babel())


def period(first: str, last: str) -> str:
    """Two days (`YYYY-MM-DD`) and all between as the reader writes them; one day where there is no first."""
    from babel.dates import format_interval

    begin, end = (dt.date.fromisoformat(day) for day in (first or last, last))
    return str(format_interval(begin, end, "yMMMd", locale=_babel()))


def moment(at: int, zone: str, style: str = "medium") -> str:
    """A moment (UTC milliseconds) as the clock of `zone` (an IANA name) showed it, with its offset."""
    from babel.dates import format_datetime

    local = dt.datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    offset = local.strftime("%z")
    shown = format_datetime(local, style, locale=_babel())
    return f"{shown} (UTC{offset[:3]}:{offset[3:]})"


def minute(at: str | None, style: str = "medium") -> str:
    """A minute on the company's clock (`YYYY-MM-DDTHH:MM`) as the reader writes it; nothing stays nothing."""
    if not at:
        return ""
    language = _babel()
    if len(at) == _MINUTE and at[10] == "T":  # by its halves: long lists have few days, and a day has few minutes
        return f"{_day_of(at[:10], style, language)}, {_clock_of(at[11:], language)}"
    local = dt.datetime.fromisoformat(at)
    return f"{_day(local.date(), style, language)}, {_clock(local.timetz(), language)}"


@lru_cache(maxsize=_REMEMBERED)
def _day_of(day: str, style: str, language: str) -> str:
    return _day(dt.date.fromisoformat(day), style, language)


@lru_cache(maxsize=_REMEMBERED)
def _clock_of(time: str, language: str) -> str:
    return _clock(dt.time.fromisoformat(time), language)


@lru_cache(maxsize=_REMEMBERED)
def _day(day: dt.date, style: str, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, style, locale=language))


@lru_cache(maxsize=_REMEMBERED)
def _clock(time: dt.time, language: str) -> str:
    from babel.dates import format_time

    return str(format_time(time, "short", locale=language))


def short_minute(at: str | None) -> str:
    """As `minute`, as short as it can be: all in figures, the year in two of them; nothing stays nothing."""
    if not at:
        return ""
    from babel.dates import format_date, format_time, get_date_format

    local = dt.datetime.fromisoformat(at)
    pattern = re.sub("y+", "yy", get_date_format("short", locale=_babel()).pattern)
    return f"{format_date(local, pattern, locale=_babel())}, {format_time(local, 'short', locale=_babel())}"


def _babel() -> str:
    return language() if language() in LANGUAGES else "en"
