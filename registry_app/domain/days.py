"""Days and minutes as people write them, read to ISO texts: 5/3/2026, 5 de marzo de 2026, 5-mar-2026 14:30."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo

_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NAMED_DAY = re.compile(r"(\d{1,2})[-/. ](?:de )?([a-z]{3,10})\.?[-/. ](?:de )?(\d{4})")
_MONTH_LETTERS = 3
_LOCAL_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY_AND_CLOCK = re.compile(r"(.*?)(?:T|[ ,]+)(\d{1,2})[:h](\d{2})(?::\d{2})?", re.IGNORECASE)


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, `YYYY-MM-DD`."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_minute(text: str) -> bool:
    """Whether a text is a minute of a day that exists, `YYYY-MM-DDTHH:MM`."""
    day, _t, clock = text.partition("T")
    return is_day(day) and bool(_CLOCK.fullmatch(clock))


def day_of(text: str) -> str:
    """The ISO day that a text means, ``""`` for none.

    Read are ISO days, and day-month-year where the order is certain or the usual one of the Americas' Latin languages.
    """
    if match := _DAY.fullmatch(text):
        year, month, day = (int(match[part]) for part in (1, 3, 4))
    elif match := _LOCAL_DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _NAMED_DAY.fullmatch(bare(text))) and (month := _months().get(match[2][:_MONTH_LETTERS], 0)):
        day, year = int(match[1]), int(match[3])
    else:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def minute_of(text: str) -> str:
    """The minute that a text means: a day as `day_of` reads it, then `14:30` on a 24-hour clock; ``""`` for none."""
    match = _DAY_AND_CLOCK.fullmatch(text)
    if match is None:
        return ""
    minute = f"{day_of(match[1])}T{int(match[2]):02}:{match[3]}"
    return minute if is_minute(minute) else ""


@cache
def _months() -> Mapping[str, int]:
    """The months by the first letters of their names in every language, where those tell them apart."""
    from babel import Locale

    from registry_app.i18n import LANGUAGES

    names = [(month, bare(name)) for code in LANGUAGES for month, name in Locale(code).months["format"]["wide"].items()]
    return {name[:_MONTH_LETTERS]: month for month, name in names if not name.startswith("jui")}


def bare(text: str) -> str:
    """Text without case and accents: capitals are often written without them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def minute_at(moment: int, zone: str) -> str:
    """The minute that the clock of a zone (an IANA name) showed at a moment (UTC ms), `YYYY-MM-DDTHH:MM`."""
    return dt.datetime.fromtimestamp(moment / 1000, ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def moment_at(minute: str, zone: str) -> int:
    """When the clock of a zone showed a minute, in UTC ms; where it showed it twice, the first time."""
    return int(dt.datetime.fromisoformat(minute).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000
