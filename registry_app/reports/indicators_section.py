"""The indicators on paper: the figures that readers ask for first, shares and ages as bars, and the whole table."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry_app.domain import wording_indicator
from registry_app.domain.indicator import GROUPS, MEASURES, Figure
from registry_app.i18n import N_, _, number
from registry_app.reports import blocks, told
from registry_app.reports.blocks import Bar
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, GREY, INK
from registry_app.reports.table import Table

Figures = Mapping[str, Figure]

_FIRST: Mapping[str, str] = {
    "verified_365": N_("Verified in 365 days"), "verified_90": N_("Verified in 90 days"),
    "marks_photographed": N_("With a photo of the marks"), "firearms_per_guard": N_("Firearms to each guard"),
    "unaccounted": N_("Unaccounted for"), "open_cases": N_("Open cases"),
}  # fmt: skip
"""What stands at the top, each with few enough words for a box; the first one is set in the strong colour."""
_ALARMING = ("unaccounted", "open_cases")
_SHARES: Mapping[str, str] = {
    "verified_365": N_("Verified in 365 days"), "verified_90": N_("Verified in 90 days"),
    "marks_photographed": N_("Photo of the marks"), "marked_again": N_("Secondary or import mark"),
    "reported_in_time": N_("Cases reported in time"), "recovered": N_("Recovered of those lost"),
}  # fmt: skip
_AGES: Mapping[str, str] = {
    "open_cases_7": N_("up to 7 days"), "open_cases_30": N_("8 to 30 days"), "open_cases_90": N_("31 to 90 days"),
    "open_cases_older": N_("longer"),
}  # fmt: skip
_WHOLE = 1_000


def write(pages: Pages, content: Mapping[str, Any]) -> None:
    """Write them on a page of their own; nothing for a return that has none."""
    figures = read(content)
    if not figures:
        return
    pages.begin(_("Indicators"), "indicators")
    moment = told.moment(content["as_of"]["moment"])
    pages.title(_("Indicators"), _("Computed from the ledger as of {moment}").format(moment=moment))
    blocks.figures(pages, [_boxed(figures[code], label) for code, label in _FIRST.items() if code in figures])
    pages.y -= 16
    _write_bars(pages, figures)
    pages.paragraph(
        _("What cannot be told is left out, and never 0. Verified means that somebody had the firearm in hand at an "
          "inspection and read its marks."),
        face="narrow", size=7.6, colour=GREY, lead=1.3,
    )  # fmt: skip
    pages.y -= 8
    _write_table(pages, figures)
    pages.end()


def read(content: Mapping[str, Any]) -> dict[str, Figure]:
    """The indicators of a return by code, in the order of `MEASURES`; those of a newer release are left out."""
    listed = {each["code"]: each for each in content.get("indicators", ())}
    return {
        code: Figure(code, listed[code]["value"], listed[code].get("numerator"), listed[code].get("denominator"))
        for code in MEASURES
        if code in listed
    }


def _boxed(figure: Figure, label: str) -> blocks.Figure:
    is_grave = figure.code in _ALARMING and figure.value
    return blocks.Figure(wording_indicator.value(figure), _(label), ALARM if is_grave else INK)


def _write_bars(pages: Pages, figures: Figures) -> None:
    """Shares of the whole to the left, open cases by age to the right."""
    shares, ages = _share_bars(figures), _age_bars(figures)
    if not shares:
        return
    width = (pages.sheet.room - 24) / 2
    tallest = max(blocks.bars_height(each, width) for each in (shares, ages) if each)
    pages.need(tallest)
    top, end = pages.y, pages.y
    columns = ((_("Shares of the whole"), shares), (_("Open cases by age"), ages))
    for at, (title, bars) in enumerate(columns):
        if bars:
            x = pages.sheet.left + at * (width + 24)
            said = f"{title}: " + "; ".join(f"{bar.label} {bar.shown}" for bar in bars)
            end = min(end, blocks.bars(pages, title, bars, said, x=x, width=width, top=top))
    pages.y = end - 14


def _share_bars(figures: Figures) -> list[Bar]:
    """Each as long as the whole, the rest in the lighter colour."""
    return [
        Bar(_(label), _WHOLE, _WHOLE - min(figures[code].value, _WHOLE), wording_indicator.value(figures[code]))
        for code, label in _SHARES.items()
        if code in figures
    ]


def _age_bars(figures: Figures) -> list[Bar]:
    """None where no case is open."""
    known = [(figures[code].value, label) for code, label in _AGES.items() if code in figures]
    return [Bar(_(label), value, 0, number(value)) for value, label in known] if any(v for v, _l in known) else []


def _write_table(pages: Pages, figures: Figures) -> None:
    columns = [
        Column(_("Indicator"), face="narrow-medium", most=150, is_key=True),
        Column(_("Value"), face="narrow-bold", align="right", most=54, is_whole=True),
        Column(_("Made of"), align="right", most=76),
        Column(_("What it says"), colour=GREY, most=300),
    ]
    style = Style(size=7.2, lead=8.6, pad=1.9, heading=7.2)
    rows = {title: [_row(figures[code]) for code in codes if code in figures] for title, codes in GROUPS.items()}
    table = Table(pages, *fitted(columns, [row for group in rows.values() for row in group], pages.sheet.room, style))
    table.open()
    for title, group in rows.items():
        if group:
            table.group(_(title))
            table.rows(group)
    table.close()


def _row(figure: Figure) -> Row:
    label, definition = wording_indicator.label(figure.code), wording_indicator.definition(figure.code)
    return label, wording_indicator.value(figure), wording_indicator.behind(figure), definition


def sheet_rows(content: Mapping[str, Any]) -> Sequence[Sequence[str | int]]:
    """The rows of a spreadsheet: indicator, value as people write it, numerator, denominator, what it says."""
    return [
        (
            wording_indicator.label(code), wording_indicator.value(figure),
            "" if figure.numerator is None else figure.numerator,
            "" if figure.denominator is None else figure.denominator, wording_indicator.definition(code),
        )
        for code, figure in read(content).items()
    ]  # fmt: skip
