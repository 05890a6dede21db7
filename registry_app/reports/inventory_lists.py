"""The annexes of the inventory return: every firearm, every lot with its account, and the entries to be noted."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from registry_app.i18n import N_, _, n_, number
from registry_app.reports import told
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Pages
from registry_app.reports.paper import GREY
from registry_app.reports.table import Table
from registry_app.reports.told import NOTHING, Memory

Content = Mapping[str, Any]

FIREARM_TITLES = (
    N_("No."), N_("Serial number"), N_("Maker"), N_("Model"), N_("Kind"), N_("Calibre"), N_("Origin"), N_("Permit"),
    N_("Valid until"), N_("Place"), N_("Status"), N_("Held by"),
)  # fmt: skip
LOT_TITLES = (
    N_("Lot number"), N_("Maker"), N_("Load"), N_("Year"), N_("Opening"), N_("Received"), N_("Found"), N_("Expended"),
    N_("Disposed of"), N_("Lost"), N_("Destroyed"), N_("Closing"), N_("In store"), N_("With persons"), N_("Elsewhere"),
)  # fmt: skip
FLOWS = ("opening", "received", "found", "expended", "disposed", "lost", "destroyed", "closing")


def firearm_row(firearm: Mapping[str, Any], at: str, memory: "Told") -> Row:
    """The texts of one firearm, in the order of `FIREARM_TITLES`."""
    get = firearm.get
    return (
        at, firearm["serial"], firearm["maker"], firearm["model"], memory.kind[firearm["kind"]],
        memory.calibre[firearm["calibre"]], memory.origin[tuple(map(get, told.ORIGIN))], get("permit_number", NOTHING),
        memory.day[get("permit_expires_on", "")], firearm["place_name"],
        memory.status[firearm["zone"], firearm["state"]], told.holder(firearm),
    )  # fmt: skip


class Told:
    """What the columns with few distinct values say, each said once."""

    def __init__(self) -> None:
        self.kind = Memory(told.kind)
        self.calibre = Memory(told.calibre)
        self.day = Memory(told.day)
        self.origin = Memory(lambda made: told.origin({k: v for k, v in zip(told.ORIGIN, made, strict=True) if v}))
        self.status = Memory(lambda pair: told.status(*pair))


def write_firearms(pages: Pages, content: Content) -> None:
    """Annex A: every firearm, grouped by site."""
    pages.begin(_("Annex A: firearms"), "firearms")
    moment = told.moment(content["as_of"]["moment"])
    pages.title(_("Annex A: firearms"), _("Every firearm that the company had on {moment}").format(moment=moment))
    memory, firearms = Told(), content["firearms"]
    rows = [firearm_row(firearm, str(at), memory) for at, firearm in enumerate(firearms, 1)]
    if not rows:
        pages.paragraph(_("None."))
        return
    style = Style(size=7.0, lead=8.6, pad=2.5, heading=7.0)
    table = Table(pages, *fitted(_firearm_columns(), rows, pages.sheet.room, style), below=20)
    table.open()
    names = {site["code"]: site["name"] for site in content["sites"]}
    start = 0
    for code, group in groupby(firearms, key=lambda firearm: firearm["site"]):
        end = start + sum(1 for _firearm in group)
        counted = n_("{n} firearm", "{n} firearms", end - start).format(n=number(end - start))
        table.group(f"{code} · {names[code]}", counted)
        table.rows(rows[start:end])
        start = end
    table.close()
    pages.y -= 8
    ending = n_("End of the list: {n} firearm.", "End of the list: {n} firearms.", len(rows))
    pages.paragraph(ending.format(n=number(len(rows))), face="narrow-medium", size=8, colour=GREY)


def _firearm_columns() -> list[Column]:
    most = (40.0, 120.0, 70.0, 90.0, 60.0, 62.0, 70.0, 70.0, 64.0, 92.0, 66.0, 104.0)
    whole = {"Kind", "Calibre", "Origin", "Permit", "Valid until"}
    columns = [
        Column(_(title), most=width, is_whole=title in whole) for title, width in zip(FIREARM_TITLES, most, strict=True)
    ]
    columns[0] = Column(_("No."), align="right", colour=GREY, most=most[0], is_whole=True)
    columns[1] = Column(_("Serial number"), face="mono", most=most[1], is_key=True, is_whole=True)
    return columns


def write_lots(pages: Pages, content: Content) -> None:
    """Annex B: the account of every lot, grouped by calibre."""
    pages.begin(_("Annex B: ammunition"), "ammunition")
    pages.title(
        _("Annex B: ammunition"),
        _("The account of every lot in rounds, from the beginning of the register; lots are never merged"),
    )
    lots = content["lots"]
    if not lots:
        pages.paragraph(_("None."))
        return
    rows = [lot_row(lot) for lot in lots]
    total = ("", _("Total"), "", "", *(told.count(sum(_amounts(lot)[at] for lot in lots)) for at in range(11)))
    style = Style(size=7.2, lead=8.8, pad=2.8, heading=6.8)
    table = Table(pages, *fitted(_lot_columns(), [*rows, total], pages.sheet.room, style), below=44)
    table.open()
    start = 0
    for calibre, group in groupby(lots, key=lambda lot: lot["calibre"]):
        listed = list(group)
        closing = sum(lot["closing"] for lot in listed)
        counted = n_("{n} round", "{n} rounds", closing).format(n=number(closing))
        table.group(told.calibre(calibre), counted)
        table.rows(rows[start : start + len(listed)])
        start += len(listed)
    table.total(total)
    table.close()
    pages.y -= 8
    pages.paragraph(
        _("Opening + received + found − expended − disposed of − lost − destroyed = closing = in store + with persons "
          "+ elsewhere (in transit, in a workshop, at a post)."),
        face="narrow", size=7.8, colour=GREY,
    )  # fmt: skip


def _amounts(lot: Mapping[str, Any]) -> list[int]:
    elsewhere = lot["in_transit"] + lot["in_workshop"] + lot["at_posts"]
    return [*(lot[name] for name in FLOWS), lot["in_store"], lot["with_persons"], elsewhere]


def lot_row(lot: Mapping[str, Any]) -> Row:
    """The texts of one lot, in the order of `LOT_TITLES`."""
    load = told.load(lot["load"]) if "load" in lot else NOTHING
    described = (lot["lot_number"], lot["maker"], load, str(lot.get("year", NOTHING)))
    return (*described, *map(told.count, _amounts(lot)))


def _lot_columns() -> list[Column]:
    columns = [Column(_(title), most=84) for title in LOT_TITLES[:4]]
    columns[0] = Column(_("Lot number"), face="mono", most=110, is_key=True)
    return columns + [Column(_(title), align="right", most=60) for title in LOT_TITLES[4:]]


EVENT_TITLES = (N_("Entry"), N_("Day"), N_("Act"), N_("Item"), N_("Description"), N_("Reason"), N_("Particulars"))


def write_events(pages: Pages, content: Content) -> None:
    """Annex C: losses, finds, destructions, disposals, corrections, overrides, and what an item is called otherwise."""
    pages.follow(_("Annex C: matters to note"), "events")
    about = _("Losses, finds, destructions, disposals, corrections and overrides from the beginning of the register")
    pages.title(_("Annex C: matters to note"), about)
    rows = [_event_row(event) for event in content["events"]]
    if not rows:
        pages.paragraph(_("None."))
        return
    style = Style(size=7.4, lead=9, pad=2.8, heading=7.2)
    most = (40.0, 60.0, 90.0, 110.0, 140.0, 110.0, 240.0)
    columns = [Column(_(title), most=width) for title, width in zip(EVENT_TITLES, most, strict=True)]
    columns[0] = Column(_("Entry"), align="right", most=most[0], is_key=True, is_whole=True)
    columns[1] = Column(_("Day"), most=most[1], is_whole=True)
    columns[3] = Column(_("Item"), face="mono", most=most[3], is_whole=True)
    table = Table(pages, *fitted(columns, rows, pages.sheet.room, style))
    table.open()
    table.rows(rows)
    table.close()


def _event_row(event: Mapping[str, Any]) -> Row:
    return (
        str(event["entry"]), told.day(event["occurred"][:10]), told.act(event["kind"]), event.get("item", NOTHING),
        _description(event), told.reason(event.get("reason", NOTHING)), "; ".join(_particulars(event)) or NOTHING,
    )  # fmt: skip


def _description(event: Mapping[str, Any]) -> str:
    if event.get("item_kind") == "firearm":
        return f"{event['maker']} {event['model']}"
    if event.get("item_kind") == "lot":
        lot = f"{event['maker']} {told.calibre(event['calibre'])}"
        if "quantity" not in event:
            return lot
        rounds = n_("{n} round", "{n} rounds", event["quantity"]).format(n=number(event["quantity"]))
        return f"{rounds}, {lot}"
    return NOTHING


def _particulars(event: Mapping[str, Any]) -> Sequence[str]:
    said = []
    if "corrects" in event:
        act = told.act(event["corrected_kind"])
        said.append(_("undoes entry {entry} ({act})").format(entry=event["corrects"], act=act))
    if "overrides" in event:
        said.append(_("let through: {what}").format(what=", ".join(map(told.override, event["overrides"]))))
    if "before" in event:
        said.append(f"{event['before']} → {event['after']}")
    if "document" in event:
        said.append(event["document"])
    if "user" in event and "witness" in event:
        said.append(_("entered by {user}, witnessed by {witness}").format(user=event["user"], witness=event["witness"]))
    elif "user" in event:
        said.append(_("entered by {user}").format(user=event["user"]))
    return said
