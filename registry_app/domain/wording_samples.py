"""What a sample proves and what it cannot, in sentences; shares are rounded up, so that none promises too much."""

from fractions import Fraction
from math import ceil

from registry_app.domain.sampling import Statement
from registry_app.i18n import _, n_, number, percent


def proven(statement: Statement) -> list[str]:
    """How many were looked at, the share of errors that is not exceeded, and what no sample can show."""
    return [_looked_at(statement), *_bounded(statement), _limits(statement)]


def share(value: Fraction) -> str:
    """A share in percent with one decimal, rounded up."""
    return percent(ceil(value * 1000))


def _looked_at(statement: Statement) -> str:
    said = n_("{sample} of {n} firearm is drawn.", "{sample} of {n} firearms are drawn.", statement.population)
    return said.format(sample=number(statement.sample), n=number(statement.population))


def _bounded(statement: Statement) -> list[str]:
    if not statement.sample:
        return []
    if statement.wrong:
        said = _(
            "With {wrong} of them wrong, at most {most} of all {n} are wrong: an error rate of at most {rate}, with "
            "{confidence} confidence (exact hypergeometric distribution)."
        )
    else:
        said = _(
            "When all of them are right (0 errors accepted), at most {most} of all {n} are wrong: an error rate of at "
            "most {rate}, with {confidence} confidence (exact hypergeometric distribution)."
        )
    return [
        said.format(
            wrong=number(statement.wrong), most=number(statement.most), n=number(statement.population),
            rate=share(statement.rate), confidence=share(statement.confidence),
        )
    ]  # fmt: skip


def _limits(statement: Statement) -> str:
    if statement.sample == statement.population:
        return _("Nothing is left out: this is a count of all firearms.")
    return _(
        "A sample never proves that no firearm is missing: one that is missing escapes it with a chance of {misses}. "
        "Only a count of all of them by serial number proves that."
    ).format(misses=share(statement.misses))
