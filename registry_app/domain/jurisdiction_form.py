"""A jurisdiction's file, already read as TOML, to a `Jurisdiction`: whatever is wrong is refused with file and key."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from registry_app.domain.calibres import CALIBRE_NAMES
from registry_app.domain.choices import JURISDICTIONS
from registry_app.domain.company import Policy
from registry_app.domain.days import is_day
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field, is_plain
from registry_app.domain.jurisdiction import (
    ADDRESSEES,
    EVERY,
    FORMALITIES,
    REPORTS,
    Addressee,
    Formality,
    Jurisdiction,
    Provision,
    ReportDuty,
)

FORMAT = "armarium-jurisdiction/1"
LICENSED = ("firearms_authorised", "rounds_authorised")
"""Fields of a policy that one company's own licence sets."""
CHOSEN = ("acknowledgement_checked",)
"""Fields of a policy that a company sets as it likes."""
OF_THE_COMPANY = ("jurisdiction", "edition", *LICENSED, *CHOSEN)
"""Fields of a policy that no country sets: those, and what the judge is called."""

SOURCED = ("source", "verified_on")
LATEST_DAY = 28
"""The last day that every month has."""


def limit_fields() -> Mapping[str, Field]:
    """The fields of a policy that a jurisdiction may set, by name."""
    return {name: each for name, each in entered_fields(Policy).items() if name not in OF_THE_COMPANY}


def parse(raw: Mapping[str, object], file: str) -> Jurisdiction:
    """What `raw`, the tables of `file`, says. `file` is only named in the `Refused` of what is wrong."""
    top = _Spot(file, "", raw).table(("format", "code", "limits"), ("rests_on", "reports", "addressees", "formalities"))
    top["format"].one_of((FORMAT,))
    return Jurisdiction(
        code=top["code"].one_of(JURISDICTIONS),
        rests_on=top["rests_on"].one_of(JURISDICTIONS) if "rests_on" in top else "",
        provisions={name: _provision(name, spot) for name, spot in _named(top, "limits", limit_fields())},
        reports=tuple(map(_report, top["reports"].items())) if "reports" in top else (),
        addressees={role: _addressee(role, spot) for role, spot in _named(top, "addressees", ADDRESSEES)},
        formalities={code: _formality(code, spot) for code, spot in _named(top, "formalities", FORMALITIES)},
    )


@dataclass(frozen=True)
class _Spot:
    """A value in a file, and where it stands: `key` is the way to it from the top, with points."""

    file: str
    key: str
    value: object

    @property
    def at(self) -> dict[str, str]:
        return {"file": self.file, "key": self.key}

    def table(self, needed: Collection[str], possible: Collection[str] = ()) -> "dict[str, _Spot]":
        """What lies below, each with its own key; refused when something is missing, or not known here."""
        if not isinstance(self.value, Mapping):
            raise Refused(refuse("law_not_table", **self.at))
        below = {str(key): _Spot(self.file, f"{self.key}.{key}".lstrip("."), it) for key, it in self.value.items()}
        allowed = [*needed, *possible]
        if unknown := next((spot for key, spot in below.items() if key not in allowed), None):
            raise Refused(refuse("law_key_unknown", **unknown.at, choices=tuple(allowed)))
        if missing := next((key for key in needed if key not in below), ""):
            key = f"{self.key}.{missing}".lstrip(".")
            raise Refused(refuse("law_key_missing", file=self.file, key=key))
        return below

    def items(self) -> "Iterator[_Spot]":
        """What a list holds, each with its number, from 1."""
        if not isinstance(self.value, list):
            raise Refused(refuse("law_not_list", **self.at))
        return (_Spot(self.file, f"{self.key}.{at}", each) for at, each in enumerate(self.value, 1))

    def text(self) -> str:
        """Text that can be shown and printed as it stands, and not none."""
        if not isinstance(self.value, str) or not self.value or not is_plain(self.value):
            raise Refused(refuse("law_not_text", **self.at))
        return self.value

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        if type(self.value) is not int or not least <= self.value <= most:
            raise Refused(refuse("law_not_number", **self.at, value=str(self.value), least=least, most=most))
        return self.value

    def one_of(self, choices: Collection[str]) -> str:
        """One of the codes."""
        if not isinstance(self.value, str) or self.value not in choices:
            raise Refused(refuse("law_not_in_list", **self.at, value=str(self.value), choices=tuple(choices)))
        return self.value

    def day(self) -> str:
        """A day as `YYYY-MM-DD`, or none."""
        if self.value != "" and not (isinstance(self.value, str) and is_day(self.value)):
            raise Refused(refuse("law_not_day", **self.at, value=str(self.value)))
        return str(self.value)


def _named(top: Mapping[str, _Spot], group: str, names: Collection[str]) -> Iterator[tuple[str, _Spot]]:
    """The tables of a group by name; nothing when the file has no such group."""
    return iter(top[group].table((), names).items() if group in top else ())


def _source(row: Mapping[str, _Spot]) -> dict[str, str]:
    """What every statement carries: where it comes from, and when it was compared with that."""
    return {"source": row["source"].text(), "verified_on": row["verified_on"].day()}


def _provision(name: str, spot: _Spot) -> Provision:
    row = spot.table(("value", *SOURCED))
    return Provision(name=name, value=_limit(limit_fields()[name], row["value"]), **_source(row))


def _limit(which: Field, spot: _Spot) -> int | str:
    """The value as the policy's field stores it: a number, or codes between single spaces."""
    if which.kind == "choices":
        return _joined(spot)
    return spot.whole(which.least, 1 if which.kind == "boolean" else which.most)


def _joined(spot: _Spot) -> str:
    calibres = [each.one_of(CALIBRE_NAMES) for each in spot.items()]
    if not calibres or len(set(calibres)) < len(calibres):
        raise Refused(refuse("law_calibres", **spot.at))
    return " ".join(calibres)


def _report(spot: _Spot) -> ReportDuty:
    row = spot.table(("name", "every", "day", "addressee", *SOURCED))
    every = row["every"].one_of(EVERY)
    return ReportDuty(
        name=row["name"].one_of(REPORTS),
        every=every,
        day=row["day"].whole(0, 366 if every == "change" else LATEST_DAY),
        addressee=row["addressee"].one_of(ADDRESSEES),
        **_source(row),
    )


def _addressee(role: str, spot: _Spot) -> Addressee:
    row = spot.table(("name", *SOURCED))
    return Addressee(role=role, name=row["name"].text(), **_source(row))


def _formality(code: str, spot: _Spot) -> Formality:
    return Formality(code=code, **_source(spot.table(SOURCED)))
