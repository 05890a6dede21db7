"""Indicators in words and figures, as the reader writes them."""

from collections.abc import Callable, Mapping
from functools import partial

from registry_app.domain.indicator import MEASURES, Figure, Unit
from registry_app.i18n import _, decimal, n_, number, percent

_WRITTEN: Mapping[Unit, Callable[[int], str]] = {
    "count": number, "permille": percent, "hundredths": partial(decimal, places=2),
}  # fmt: skip


def label(code: str) -> str:
    """What an indicator is called."""
    return _(MEASURES[code].label)


def definition(code: str) -> str:
    """What an indicator is, in a sentence."""
    return _(MEASURES[code].definition)


def value(figure: Figure) -> str:
    """Its value: a count, a share in percent, or a number with two decimals."""
    return _WRITTEN[figure.unit](figure.value)


def behind(figure: Figure) -> str:
    """The numbers behind it, such as “12 of 340”; ``""`` for a mere count."""
    if figure.denominator is None:
        return ""
    if figure.numerator is None:
        return n_("{n} case", "{n} cases", figure.denominator).format(n=number(figure.denominator))
    parts = {"part": number(figure.numerator), "all": number(figure.denominator)}
    return _(MEASURES[figure.code].made_of).format(**parts)
