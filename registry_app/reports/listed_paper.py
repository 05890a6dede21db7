"""A declared paper as PDF/A-3: cover with facts and figures, the lists, what it rests on, fields to be signed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from registry_app.domain.fields import Field
from registry_app.i18n import _, n_, number, speaking
from registry_app.reports import blocks, frame, listed, masthead, told
from registry_app.reports.blocks import Fact, Figure, Signer
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.frame import Attachment, Content
from registry_app.reports.listed import MONO, Form, Listed
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, GREY, INK
from registry_app.reports.steps import Progress
from registry_app.reports.table import Table
from registry_app.reports.told import NOTHING, Memory

_ACROSS = 6
"""So many figures stand in a row."""
_NARROW = 9
"""From so many columns on, a table is set smaller."""

_BEGINNING = 160
"""A heading, what it is about, the head of a table and its first row: they stay on one page."""


def write(
    form: Form, content: Content, *, paper: str = "a4", language: str = "en", attached: Sequence[Attachment] = (),
    progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """The paper as PDF/A-3, with `content` as canonical JSON attached; `progress` is told of rows, page by page."""
    with speaking(language):
        return _write(form, content, paper, language, attached, progress)


def _write(
    form: Form, content: Content, paper: str, language: str, attached: Sequence[Attachment], progress: Progress | None
) -> bytes:  # fmt: skip
    pages, digest = frame.begin(
        content, title=_(form.title), subject=listed.subtitle(form, content), data=form.data, layout=form.layout,
        paper_name=paper, language=language, rows=listed.count(form, content), attached=attached,
        is_wide=form.is_wide, progress=progress,
    )  # fmt: skip
    pages.begin_bare(_(form.title), "summary")
    masthead.write(pages, content, _(form.title), listed.subtitle(form, content))
    _write_cover(pages, form, content)
    for each in form.lists:
        write_list(pages, each, content)
    _write_end(pages, form, content, digest)
    return pages.finish()


def _write_cover(pages: Pages, form: Form, content: Content) -> None:
    blocks.facts(pages, [*_framed(content), *_facts(form.about, content.get("about", {}))])
    pages.y -= 10
    figures = _figures(form, content.get("figures", {}))
    for at in range(0, len(figures), _ACROSS):
        blocks.figures(pages, figures[at : at + _ACROSS])
        pages.y -= 6
    for text in form.texts:
        pages.y -= 4
        pages.paragraph(_(text), size=9)


def _framed(content: Content) -> list[Fact]:
    """What the frame says of any paper."""
    made, company = content["made"], content["company"]
    person = f"{made.get('person', '')} ({made['user']}), {told.roles(made['roles'])}".strip()
    addressee = content.get("addressee")
    listed_ = [
        Fact(_("Addressed to"), addressee["name"]) if addressee else Fact(_("Company"), company["name"]),
        Fact(_("Company licence"), company.get("licence_number", NOTHING)),
        Fact(_("Made by"), person),
        Fact(_("Made on"), told.moment(made["moment"])),
    ]
    if addressee and "sequence" in addressee:
        listed_.append(Fact(_("Running number there"), number(addressee["sequence"])))
    if proof := content.get("proof"):
        said = _("{entries}, root {root}").format(entries=frame.entries(proof["size"]), root=proof["root"][:16])
        listed_.append(Fact(_("Continues the return with"), said))
    return listed_


def _facts(declared: Sequence[Field], values: Mapping[str, Any]) -> list[Fact]:
    return [Fact(_(each.label), listed.value(each, values.get(each.name))) for each in declared if each.name in values]


def _figures(form: Form, values: Mapping[str, int]) -> list[Figure]:
    return [
        Figure(number(values[f.name]), _(f.label), ALARM if values[f.name] and f.name in form.alarms else INK)
        for f in form.figures
        if f.name in values
    ]


def write_list(pages: Pages, each: Listed, content: Content) -> None:
    """A list with its heading; nothing of one that may be left out and has no rows."""
    rows = content.get(each.key, ())
    if not rows and each.is_optional:
        return
    frame.part(pages, _(each.title), each.key, _BEGINNING if rows else 90)
    if each.about:
        pages.paragraph(_(each.about), face="narrow", size=7.8, colour=GREY)
        pages.y -= 3
    if not rows:
        pages.paragraph(_("None."))
        return
    each = _without_empty(each, rows)
    cells = _cells(each, rows)
    columns, style = fitted(_columns(each), _with_total(each, rows, cells), pages.sheet.room, _style(each))
    table = Table(pages, columns, style, below=20)
    table.open()
    _write_rows(table, each, rows, cells)
    if each.totals:
        table.total(_total(each, rows))
    table.close()
    pages.y -= 8
    pages.paragraph(
        n_("End of the list: {n} row.", "End of the list: {n} rows.", len(rows)).format(n=number(len(rows))),
        face="narrow-medium", size=7.6, colour=GREY,
    )  # fmt: skip


def _without_empty(each: Listed, rows: Sequence[Content]) -> Listed:
    """The list without the columns in which no row has anything."""
    there = {name for row in rows for name in row}
    columns = tuple(c for c in each.columns if c.required or c.name in there or c.name in each.tellers)
    return replace(each, columns=columns)


def _cells(each: Listed, rows: Sequence[Content]) -> list[Row]:
    """The texts of all rows, each value told once."""
    columns = [_texts(column, each.tellers.get(column.name), rows) for column in each.columns]
    return list(zip(map(str, range(1, len(rows) + 1)), *columns, strict=True))


def _texts(declared: Field, teller: Callable[[Content], str] | None, rows: Sequence[Content]) -> list[str]:
    """The texts of one column; each value is put into words once."""
    if teller:
        return told.all_described(rows) if teller is told.described else [teller(row) for row in rows]
    name, memory = declared.name, Memory(partial(listed.value, declared))
    stored = [row.get(name, "") for row in rows]
    if listed.is_told(declared):
        return [memory[each] for each in stored]
    return [each if each and type(each) is str else memory[each] for each in stored]


def _write_rows(table: Table, each: Listed, rows: Sequence[Content], cells: Sequence[Row]) -> None:
    if each.groups is None:
        table.rows(cells)
        return
    start, field = 0, each.groups
    for stored, group in groupby(rows, key=lambda row: row.get(field.name, "")):
        end = start + sum(1 for _row in group)
        table.group(listed.value(field, stored), number(end - start))
        table.rows(cells[start:end])
        start = end


def _columns(each: Listed) -> list[Column]:
    counted = Column(_("No."), align="right", colour=GREY, most=34, is_whole=True)
    key = next((column.name for column in each.columns if _is_mono(column)), each.columns[0].name)
    return [
        counted,
        *(_column(column, each.most.get(column.name), is_key=column.name == key) for column in each.columns),
    ]


def _column(declared: Field, most: float | None, *, is_key: bool) -> Column:
    is_number, is_mono = declared.kind == "integer", _is_mono(declared)
    is_short = is_number or is_mono or declared.kind in ("date", "moment", "calibre")
    return Column(
        _(declared.label), face="mono" if is_mono else "narrow", align="right" if is_number else "left",
        most=most or (60 if is_number else 110), is_key=is_key, is_whole=is_short,
    )  # fmt: skip


def _is_mono(declared: Field) -> bool:
    return declared.name in MONO and declared.kind in ("text", "code")


def _style(each: Listed) -> Style:
    is_tight = len(each.columns) >= _NARROW
    return Style(size=6.8, lead=8.3, pad=2.4, heading=6.8) if is_tight else frame.STYLE


def _with_total(each: Listed, rows: Sequence[Content], cells: list[Row]) -> list[Row]:
    return [*cells, _total(each, rows)] if each.totals else cells


def _total(each: Listed, rows: Sequence[Content]) -> Row:
    sums = [
        number(sum(row.get(column.name, 0) for row in rows)) if column.name in each.totals else ""
        for column in each.columns
    ]
    first = sums.index("") if "" in sums else 0
    sums[first] = sums[first] or _("Total")
    return "", *sums


def _write_end(pages: Pages, form: Form, content: Content, digest: str) -> None:
    if form.signers:
        lines = (_("Name"), _("Identity document"), _("Date"))
        frame.part(pages, _("Signatures"), "signatures", 215)
        blocks.signatures(pages, [Signer(name, _(title), lines) for name, title in form.signers])
    pages.y -= 12
    said = _("The file {file} attached to this document carries everything printed in it. Its SHA-256:")
    if carried := content.get("carried"):
        pages.paragraph(_carried(carried), size=8.4)
        pages.y -= 8
    blocks.notice(pages, _("Machine-readable copy"), said.format(file=form.data), digest)


def _carried(carried: Content) -> str:
    said = n_(
        "The file {file} attached to this document carries {n} entry of the ledger: with it, and with those that came "
        "before, everything printed here can be computed anew.",
        "The file {file} attached to this document carries {n} entries of the ledger: with them, and with those that "
        "came before, everything printed here can be computed anew.",
        carried["count"],
    )
    return said.format(file=carried["file"], n=number(carried["count"]))
