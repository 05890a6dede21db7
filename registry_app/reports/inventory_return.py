"""The inventory return on paper: a pure function of its content, the layout, the paper and the language.

A change that moves one word on a page is a new version of the layout: returns that were handed in must be made again as
they were. Version 2 prints the running number with the addressee on the cover.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES, N_, _, n_, number, speaking
from registry_app.reports import (
    blocks,
    fonts,
    frame,
    indicators_section,
    inventory_closing,
    inventory_differences,
    inventory_lists,
    listed_paper,
    masthead,
    paper,
    told,
)
from registry_app.reports.blocks import Bar, Fact, Figure
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import Column, Style, fitted
from registry_app.reports.frame import TAGGED_ROWS, Attachment
from registry_app.reports.inventory_closing import Carried
from registry_app.reports.oversight import LATE, RESTORATIONS, USERS
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, GREY, INK
from registry_app.reports.steps import Progress, Steps
from registry_app.reports.table import Table

LAYOUT = 2
LAYOUTS = (1, LAYOUT)
"""The versions that can be drawn."""
NUMBERED = 2
"""The version since which the cover has the running number."""
DATA = "inventory-return.json"
SCHEMA = "inventory-return-v1.schema.json"
SCHEMA_FILE = Path(__file__).resolve().parents[2] / "resources" / "schemas" / "inventory-return-v1.json"
CHARTED = 8

Content = Mapping[str, Any]


def write(
    content: Content, *, paper: str = "a4", language: str = "en", tagged_rows: int = TAGGED_ROWS,
    attached: Sequence[Attachment] = (), progress: Progress | None = None, layout: int = LAYOUT,
) -> bytes:  # fmt: skip
    """The return as PDF/A-3, with `content` as canonical JSON, its schema and `attached`; tagged up to so many rows.

    `progress` is told of rows, page by page; what it raises ends the writing.
    """
    with speaking(language):
        return _write(content, paper, language, tagged_rows, attached, layout, Steps(count(content), progress))


def count(content: Content) -> int:
    """How many rows its lists have together."""
    return sum(len(content[name]) for name in ("firearms", "lots", "events"))


def _write(
    content: Content, paper_name: str, language: str, tagged_rows: int, attachments: Sequence[Attachment], layout: int,
    steps: Steps,
) -> bytes:  # fmt: skip
    pages, carried = _begun(content, paper_name, language, tagged_rows, attachments, layout, steps)
    _write_cover(pages, content, carried.digest, layout)
    pages.end()
    inventory_lists.write_firearms(pages, content)
    pages.end()
    inventory_lists.write_lots(pages, content)
    inventory_lists.write_events(pages, content)
    inventory_differences.write(pages, content)
    for listed in (RESTORATIONS, LATE, USERS):
        listed_paper.write_list(pages, listed, content)
    pages.end()
    indicators_section.write(pages, content)
    inventory_closing.write(pages, content, carried)
    return pages.finish()


def _begun(
    content: Content, paper_name: str, language: str, tagged_rows: int, attachments: Sequence[Attachment], layout: int,
    steps: Steps,
) -> tuple[Pages, Carried]:  # fmt: skip
    """The pages, with all that the document carries; of its data, which are large, only what is told is kept."""
    attached, sheet = canonical(content), paper.sheet(paper_name)
    carried = Carried(DATA, hashlib.sha256(attached).hexdigest(), fonts.missing_glyphs(attached))
    spoken = language if language in LANGUAGES else "en"
    title = _("Inventory return")
    identity = frame.identity(content, title, _subject(content), DATA, layout, carried.digest, spoken)
    drawn = ArchiveCanvas(identity, (sheet.width, sheet.height), tagged=count(content) <= tagged_rows)
    drawn.attach(DATA, attached, "application/json", _("The data of this return"), "Data")
    drawn.attach(
        SCHEMA, SCHEMA_FILE.read_bytes(), "application/schema+json", _("JSON Schema of the data"), "Supplement"
    )
    for each in attachments:
        drawn.attach(each.name, each.content, each.media_type, each.description, "Supplement")
    return Pages(drawn, sheet, frame.furniture(content, title), steps), carried


def _subject(content: Content) -> str:
    moment = told.moment(content["as_of"]["moment"])
    return _("Firearms and ammunition of {company} on {moment}").format(
        company=content["company"]["name"], moment=moment
    )


def _write_cover(pages: Pages, content: Content, digest: str, layout: int) -> None:
    pages.begin_bare(_("Summary"), "summary")
    masthead.write(pages, content, _("Inventory return"), _subtitle(content))
    blocks.facts(pages, _facts(content, layout))
    pages.y -= 10
    blocks.figures(pages, _firearm_figures(content["figures"]["firearms"]))
    pages.y -= 6
    blocks.figures(pages, _round_figures(content["figures"]["rounds"]))
    pages.y -= 14
    _write_reconciliation(pages, content["reconciliation"])
    _write_charts(pages, content)
    pages.y -= 12
    blocks.notice(
        pages, _("Machine-readable copy"),
        _("The file {file} attached to this document carries every figure printed in it, and the schema that describes "
          "it lies beside it. Its SHA-256:").format(file=DATA),
        digest,
    )  # fmt: skip


def _subtitle(content: Content) -> str:
    return _("Firearms and ammunition on {moment}").format(moment=told.moment(content["as_of"]["moment"]))


def _facts(content: Content, layout: int) -> list[Fact]:
    made, policy, company, entries = content["made"], content["policy"], content["company"], content["entries"]
    person = f"{made.get('person', '')} ({made['user']}), {told.roles(made['roles'])}".strip()
    until = company.get("licence_expires_on")
    rules = _("{jurisdiction}, edition {edition}").format(
        jurisdiction=told.jurisdiction(policy["jurisdiction"]), edition=policy["edition"]
    )
    listed = [
        Fact(_("Position on"), told.moment(content["as_of"]["moment"])),
        Fact(_("Addressed to"), content["addressee"]["name"])
        if "addressee" in content
        else Fact(_("Time zone"), content["as_of"]["zone"]),
        Fact(_("Made by"), person),
        Fact(_("Made on"), told.moment(made["moment"])),
        Fact(_("Company licence"), company.get("licence_number", told.NOTHING)),
        Fact(_("Company licence valid until"), told.day(until) if until else told.NOTHING),
        Fact(_("Rules in force"), rules),
        Fact(_("Entries of the ledger"), _entries(entries)),
    ]
    return [*listed, *_sequence(content, layout), *_known(content), *_founders(content["founders"])]


def _sequence(content: Content, layout: int) -> list[Fact]:
    """The running number of the return with whom it is addressed to."""
    sequence = content.get("addressee", {}).get("sequence")
    return (
        [Fact(_("Number of the return with the addressee"), number(sequence))]
        if sequence and layout >= NUMBERED
        else []
    )


def _known(content: Content) -> list[Fact]:
    """As of which head the return tells what was known, where it is not the newest."""
    if "known_at" not in content:
        return []
    known = content["known_at"]
    entries = n_("{n} entry", "{n} entries", known["size"]).format(n=number(known["size"]))
    return [Fact(_("As known with"), _("{entries}, root {root}").format(entries=entries, root=known["root"][:16]))]


def _entries(entries: Mapping[str, int]) -> str:
    said = n_(
        "{n}, of these {corrections} correction", "{n}, of these {corrections} corrections", entries["corrections"]
    )
    told_ = said.format(n=number(entries["total"]), corrections=number(entries["corrections"]))
    if overrides := entries.get("overrides"):
        told_ += "; " + n_("{n} handover let through", "{n} handovers let through", overrides).format(
            n=number(overrides)
        )
    if entries["after"]:
        told_ += "; " + _("{n} later than the position").format(n=number(entries["after"]))
    return told_


def _founders(founders: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """The users of the set-up, over the whole width of the grid: their entries alone had no witness."""
    named = [f"{f.get('person', f.get('person_code', ''))} ({f['user']}, {told.roles(f['roles'])})" for f in founders]
    return [Fact(_("User of the set-up, entered without a witness"), name) for name in named]


def _firearm_figures(f: Mapping[str, int]) -> list[Figure]:
    return [
        Figure(number(f["total"]), _("Firearms in the company")),
        Figure(number(f["in_store"]), _("In store")),
        Figure(number(f["with_persons"]), _("Issued to persons")),
        Figure(number(_elsewhere(f)), _("In transit, workshop or at a post")),
        Figure(number(f["held"]), _("Of all these: reserved, blocked or held")),
        Figure(number(f["lost"]), _("Lost and not found"), ALARM if f["lost"] else INK),
    ]


def _round_figures(f: Mapping[str, int]) -> list[Figure]:
    return [
        Figure(number(f["total"]), _("Rounds in the company")),
        Figure(number(f["in_store"]), _("In store")),
        Figure(number(f["with_persons"]), _("Issued to persons")),
        Figure(number(_elsewhere(f)), _("In transit, workshop or at a post")),
        Figure(number(f["expended"]), _("Expended since the beginning")),
        Figure(number(f["lost"]), _("Lost and not found"), ALARM if f["lost"] else INK),
    ]


def _elsewhere(f: Mapping[str, int]) -> int:
    return f["in_transit"] + f["in_workshop"] + f["at_posts"]


_RECONCILED = ("opening", "received", "found", "disposed", "lost", "destroyed", "closing")
_TITLES = (N_("Kind"), N_("Opening"), N_("Received"), N_("Found"), N_("Disposed of"), N_("Lost"), N_("Destroyed"),
           N_("Closing"))  # fmt: skip


def _write_reconciliation(pages: Pages, reconciliation: Mapping[str, Any]) -> None:
    pages.heading(_("Reconciliation of firearms by kind"))
    rows = [_reconciled(told.kind(row["kind"]), row) for row in reconciliation["by_kind"]]
    total = _reconciled(_("Total"), reconciliation["total"])
    style = Style(size=8.2, lead=9.6, pad=2.7, heading=7.6)
    columns = [Column(_(title), face="narrow", align="right", most=80) for title in _TITLES]
    columns[0] = Column(_("Kind"), most=150, is_key=True)
    table = Table(pages, *fitted(columns, [*rows, total], pages.sheet.room, style, is_even=True), below=24)
    table.open()
    table.rows(rows)
    table.total(total)
    table.close()
    pages.y -= 5
    pages.paragraph(
        _("Opening + received + found − disposed of − lost − destroyed = closing, since the beginning of the register; "
          "computed from the lines of the ledger. Entries that were corrected count for nothing."),
        face="narrow", size=7.6, colour=GREY, lead=1.3,
    )  # fmt: skip
    pages.y -= 10


def _reconciled(name: str, row: Mapping[str, int]) -> list[str]:
    return [name, *(told.count(row[column]) for column in _RECONCILED)]


def _write_charts(pages: Pages, content: Content) -> None:
    sites, calibres = _site_bars(content["sites"]), _calibre_bars(content["calibres"])
    if not sites:
        return
    width = (pages.sheet.room - 24) / 2
    tallest = max(blocks.bars_height(sites, width), blocks.bars_height(calibres, width)) + 14
    pages.heading(_("Where the firearms are"), after=4, keep=tallest)
    top, left, second = pages.y, pages.sheet.left, pages.sheet.left + width + 24
    by_site, by_calibre = _("Firearms by site"), _("Firearms by calibre")
    end = blocks.bars(pages, by_site, sites, _in_words(by_site, sites), x=left, width=width, top=top)
    blocks.legend(pages, _("in store or on the way"), _("issued to persons"), x=left, y=end - 3, room=width)
    other = blocks.bars(pages, by_calibre, calibres, _in_words(by_calibre, calibres), x=second, width=width, top=top)
    pages.y = min(end - 13, other)


def _in_words(title: str, bars: Sequence[Bar]) -> str:
    return f"{title}: " + "; ".join(f"{bar.label} {bar.shown}" for bar in bars)


def _site_bars(sites: Sequence[Mapping[str, Any]]) -> list[Bar]:
    armed = sorted((s for s in sites if s["firearms"]), key=lambda s: (-s["firearms"], s["code"]))
    bars = [Bar(s["name"], s["firearms"], s["with_persons"], number(s["firearms"])) for s in armed]
    return _shortened(bars)


def _calibre_bars(calibres: Sequence[Mapping[str, Any]]) -> list[Bar]:
    armed = [c for c in calibres if c["firearms"]]
    return _shortened([Bar(told.calibre(c["calibre"]), c["firearms"], 0, number(c["firearms"])) for c in armed])


def _shortened(bars: list[Bar]) -> list[Bar]:
    """The largest bars, and the others in one."""
    if len(bars) <= CHARTED:
        return bars
    rest = bars[CHARTED - 1 :]
    amount, part = sum(bar.amount for bar in rest), sum(bar.part for bar in rest)
    label = n_("{n} other", "{n} others", len(rest)).format(n=number(len(rest)))
    return [*bars[: CHARTED - 1], Bar(label, amount, part, number(amount))]
