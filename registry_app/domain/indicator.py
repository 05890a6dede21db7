"""Indicators: the figures by which companies and States compare the keeping of arms (CIFTA, Sixth Conference of the
States Parties, 2024, recommendations 12 and 16).

Whole numbers throughout, as canonical JSON wants it: what is no count is told in thousandths or hundredths. Each figure
says its numerator and denominator; one that cannot be told is absent, and never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from registry_app.i18n import N_

Unit = Literal["count", "permille", "hundredths"]
UNITS: dict[Unit, int] = {"count": 1, "permille": 1_000, "hundredths": 100}
"""How many of the unit make one."""


class Measure(NamedTuple):
    """What an indicator is called, in which unit it is told, and what it is; `per` is what a rate is multiplied by.

    `made_of` tells numerator and denominator.
    """

    label: str
    unit: Unit
    definition: str
    per: int = 1
    made_of: str = N_("{part} of {all}")


MEASURES: Mapping[str, Measure] = {
    "firearms_per_guard": Measure(
        N_("Firearms to each guard"), "hundredths",
        N_("Firearms in the company, to people whose licence is valid on the day and who have not left."),
        made_of=N_("{part} to {all}"),
    ),
    "verified_90": Measure(
        N_("Firearms verified in 90 days"), "permille",
        N_("Firearms in the company that somebody had in hand, and whose marks were read, within the last 90 days."),
    ),
    "verified_365": Measure(
        N_("Firearms verified in 365 days"), "permille", N_("The same within the last 365 days."),
    ),
    "marks_photographed": Measure(
        N_("Firearms with a photo of their marks"), "permille",
        N_("Firearms in the company of whose marks a photo is on record."),
    ),
    "marked_again": Measure(
        N_("Firearms with a secondary or import mark"), "permille",
        N_("Firearms in the company with a secondary mark or an import mark on record."),
    ),
    "unaccounted": Measure(
        N_("Firearms unaccounted for"), "count", N_("Firearms that were lost, stolen or robbed and not found since."),
    ),
    "unaccounted_rate": Measure(
        N_("Unaccounted for, in 1,000 firearm-years"), "hundredths",
        N_("Those of them that were lost in the last 365 days, to the days that firearms spent in the company in that "
           "time, as the register knows it; 365 such days are a firearm-year."),
        365_000, N_("{part} in {all} firearm-days"),
    ),
    "recovered": Measure(
        N_("Recovered of those lost"), "permille", N_("Firearms found again, of all that were ever lost."),
    ),
    "hours_to_report": Measure(
        N_("Hours from discovery to report (median)"), "hundredths",
        N_("Of the cases of loss or theft that the authority was told of."),
    ),
    "reported_in_time": Measure(
        N_("Cases reported in time"), "permille",
        N_("Cases that the authority was told of within the hours of the policy under which they were opened, of those "
           "that it was told of or should have been by now. “At once” is taken as within one hour. Cases that turned "
           "out an error are left out."),
    ),
    "open_cases": Measure(N_("Open cases"), "count", N_("Cases of loss or theft that are not closed.")),
    "open_cases_7": Measure(N_("of these discovered up to 7 days ago"), "count", N_("Counted from the discovery.")),
    "open_cases_30": Measure(N_("of these 8 to 30 days ago"), "count", N_("Counted from the discovery.")),
    "open_cases_90": Measure(N_("of these 31 to 90 days ago"), "count", N_("Counted from the discovery.")),
    "open_cases_older": Measure(N_("of these longer ago"), "count", N_("Counted from the discovery.")),
    "permits_expired": Measure(
        N_("Expired permits"), "count", N_("Firearms in the company whose permit has run out, of all that are there."),
    ),
    "licences_expired": Measure(
        N_("Expired licences"), "count",
        N_("People who have not left and whose licence has run out, of all who have not left."),
    ),
    "fitness_expired": Measure(
        N_("Expired certificates of fitness"), "count",
        N_("People who have not left and whose certificate has run out, of all who have not left."),
    ),
    "company_licence_expired": Measure(
        N_("Company licence expired"), "count", N_("1 when the company's own licence has run out, else 0."),
    ),
    "out_over_shift": Measure(
        N_("Out longer than a shift"), "count",
        N_("Firearms that a person has had for longer than a shift of the policy, of all that people have."),
    ),
    "lot_variance": Measure(
        N_("Rounds missing of 10,000"), "hundredths",
        N_("Rounds lost less rounds found, to all that were ever in the account: opening and received."), 10_000,
    ),
}  # fmt: skip
"""Every indicator by its code, in the order in which they are told."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    N_("Keeping of firearms"): (
        "firearms_per_guard", "verified_90", "verified_365", "marks_photographed", "marked_again", "out_over_shift",
    ),
    N_("Losses"): ("unaccounted", "unaccounted_rate", "recovered", "lot_variance"),
    N_("Cases and reports"): (
        "hours_to_report", "reported_in_time", "open_cases", "open_cases_7", "open_cases_30", "open_cases_90",
        "open_cases_older",
    ),
    N_("Papers that have run out"): (
        "permits_expired", "licences_expired", "fitness_expired", "company_licence_expired",
    ),
}  # fmt: skip
"""Every indicator once, under what it is about, in the window and on paper alike."""


@dataclass(frozen=True)
class Figure:
    """One indicator as of a day: `value` in its unit; `numerator` of `denominator` where it is made of these.

    The value of a median has only the number of cases behind it, as denominator.
    """

    code: str
    value: int
    numerator: int | None = None
    denominator: int | None = None

    @property
    def unit(self) -> Unit:
        """The unit of the value."""
        return MEASURES[self.code].unit

    def plain(self) -> dict[str, str | int]:
        """As a return carries it."""
        parts = {"numerator": self.numerator, "denominator": self.denominator}
        given = {name: part for name, part in parts.items() if part is not None}
        return {"code": self.code, "unit": self.unit, "value": self.value, **given}


@dataclass(frozen=True)
class Indicators:
    """All figures that can be told as of a day (`YYYY-MM-DD` on the company's clock), in the order of `MEASURES`."""

    day: str
    figures: tuple[Figure, ...]

    def __getitem__(self, code: str) -> Figure:
        """The figure of an indicator; `KeyError` when it cannot be told."""
        return {figure.code: figure for figure in self.figures}[code]

    def get(self, code: str) -> Figure | None:
        """The figure of an indicator, `None` when it cannot be told."""
        return next((figure for figure in self.figures if figure.code == code), None)


def rate(code: str, numerator: int, denominator: int) -> Figure | None:
    """An indicator that is a rate, rounded half up to its unit; `None` when there is nothing to divide by."""
    if denominator <= 0:
        return None
    scale = UNITS[MEASURES[code].unit] * MEASURES[code].per
    return Figure(code, (2 * numerator * scale + denominator) // (2 * denominator), numerator, denominator)


def count(code: str, value: int, of: int | None = None) -> Figure:
    """An indicator that is a count, of so many where that is said."""
    return Figure(code, value, None if of is None else value, of)


def median(code: str, values: list[int], unit: int) -> Figure | None:
    """An indicator that is the median of some values, of which `unit` make one; `None` for no values.

    Of an even number it is the mean of the middle two.
    """
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    middle = ordered[half - (len(values) % 2 == 0)] + ordered[half]
    scale = UNITS[MEASURES[code].unit]
    return Figure(code, (2 * middle * scale + 2 * unit) // (4 * unit), None, len(values))
