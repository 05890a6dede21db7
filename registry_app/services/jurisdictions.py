"""The rules of each country, read from `resources/jurisdictions`, and the working days of the country."""

import datetime as dt
import tomllib
from collections.abc import Container
from pathlib import Path

from registry_app.domain import disk
from registry_app.domain.choices import JURISDICTIONS
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.jurisdiction import Jurisdiction
from registry_app.domain.jurisdiction_form import parse

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "jurisdictions"
"""One file each, named by the code: editable with any editor of text."""

NOWHERE = "generic"
"""The jurisdiction that is no country's and has no public holidays."""
_SATURDAY = 5


def codes() -> tuple[str, ...]:
    """The codes of the jurisdictions that have a file, in order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def load(code: str) -> Jurisdiction:
    """The rules of a jurisdiction as the file says them now, with the limits of the one that it rests on.

    Raises `Refused`, which names file, key and remedy, when there is no such file or something in it is wrong, and
    `Unavailable` when it cannot be read.
    """
    stated = own(code)
    return stated.resting_on(own(stated.rests_on)) if stated.rests_on else stated


def own(code: str) -> Jurisdiction:
    """What the file of a jurisdiction says by itself, without the one that it rests on. Raises as `load`."""
    if code not in codes():
        raise Refused(refuse("jurisdiction_unknown", value=code, choices=codes()))
    file = FOLDER / f"{code}.toml"
    stated = parse(_tables(file), file.name)
    if stated.code != code:
        raise Refused(refuse("law_other_code", file=file.name, value=stated.code))
    return stated


def every() -> tuple[Jurisdiction, ...]:
    """All jurisdictions, in the order of their codes. Raises as `load`."""
    return tuple(load(code) for code in codes())


def working_days_after(day: dt.date, days: int, code: str) -> dt.date:
    """The last of `days` working days that follow `day`, which itself does not count; `day` when `days` is 0.

    Saturdays, Sundays and the public holidays of the whole country do not count; holidays of one town or province do.
    """
    holidays = _holidays(code)
    while days > 0:
        day += dt.timedelta(days=1)
        days -= day.weekday() < _SATURDAY and day not in holidays
    return day


def working_days_between(day: dt.date, until: dt.date, code: str) -> int:
    """How many working days follow `day` up to `until`; below zero when `until` lies before it."""
    if until < day:
        return -working_days_between(until, day, code)
    holidays = _holidays(code)
    following = (day + dt.timedelta(days=n) for n in range(1, (until - day).days + 1))
    return sum(each.weekday() < _SATURDAY and each not in holidays for each in following)


def _tables(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        raise disk.unreadable(error, Path(file.name)) from error
    except ValueError as error:
        raise Refused(refuse("law_unreadable", file=file.name, detail=str(error))) from error


def _holidays(code: str) -> Container[dt.date]:
    """The public holidays of the country, of any year that is asked for."""
    if code not in JURISDICTIONS:
        raise Refused(refuse("jurisdiction_unknown", value=code, choices=tuple(JURISDICTIONS)))
    if code == NOWHERE:
        return ()
    import holidays

    return holidays.country_holidays(code.upper())
