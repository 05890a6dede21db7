"""The deposit list on paper: what a company that closes hands in, place by place, with countdown and signatures.

A pure function of its content, the paper and the language; the content is attached as JSON.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES, N_, _, n_, number, speaking
from registry_app.reports import blocks, frame, masthead, paper, told
from registry_app.reports.blocks import Fact, Figure, Signer
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, GREY, INK
from registry_app.reports.table import Table
from registry_app.reports.told import NOTHING, Memory

LAYOUT = 1
DATA = "deposit-list.json"
_STYLE = Style(size=7.2, lead=8.8, pad=2.6, heading=7.0)
_LISTS = ("firearms", "rounds", "articles", "lying")

Content = Mapping[str, Any]


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The list as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper_name: str, language: str) -> bytes:
    attached = canonical(content)
    digest = hashlib.sha256(attached).hexdigest()
    sheet = paper.sheet(paper_name)
    rows = sum(len(content[name]) for name in _LISTS)
    spoken = language if language in LANGUAGES else "en"
    identity = frame.identity(content, _("Deposit list"), _subject(content), DATA, LAYOUT, digest, spoken)
    drawn = ArchiveCanvas(identity, (sheet.width, sheet.height), tagged=rows <= frame.TAGGED_ROWS)
    drawn.attach(DATA, attached, "application/json", _("The data of this list"), "Data")
    pages = Pages(drawn, sheet, frame.furniture(content, _("Deposit list")))
    _write_cover(pages, content)
    _write_firearms(pages, content["firearms"])
    _write_rounds(pages, content["rounds"])
    _write_articles(pages, content["articles"])
    _write_lying(pages, content["lying"])
    _write_signatures(pages, digest)
    return pages.finish()


def _subject(content: Content) -> str:
    return _("Firearms and ammunition that {company} has to deposit").format(company=content["company"]["name"])


def _write_cover(pages: Pages, content: Content) -> None:
    pages.begin_bare(_("Summary"), "summary")
    moment = told.moment(content["as_of"]["moment"])
    subtitle = _("Firearms and ammunition still in the company on {moment}").format(moment=moment)
    masthead.write(pages, content, _("Deposit list"), subtitle)
    blocks.facts(pages, _facts(content))
    pages.y -= 10
    blocks.figures(pages, _figures(content))
    pages.y -= 12
    title, text = countdown(content["closing"])
    blocks.notice(pages, title, text)


def _facts(content: Content) -> list[Fact]:
    made, company, closing = content["made"], content["company"], content["closing"]
    person = f"{made.get('person', '')} ({made['user']}), {told.roles(made['roles'])}".strip()
    addressee = content["addressee"]["name"] if "addressee" in content else NOTHING
    return [
        Fact(_("Addressed to"), addressee),
        Fact(_("Company licence"), company.get("licence_number", NOTHING)),
        Fact(_("Ceased work on"), _day(closing.get("closing_on"))),
        Fact(_("To be deposited by"), _day(closing.get("until_on"))),
        Fact(_("Made by"), person),
        Fact(_("Made on"), told.moment(made["moment"])),
        Fact(_("Open cases of loss or theft"), told.count(content["open_cases"])),
        Fact(_("Open discharges"), told.count(content["open_discharges"])),
    ]


def _day(value: str | None) -> str:
    return told.day(value) if value else NOTHING


def _figures(content: Content) -> list[Figure]:
    lying = {kind: _sum(each for each in content["lying"] if each["kind"] == kind) for kind in ("firearm", "lot")}
    left = content["closing"].get("days_left")
    return [
        Figure(number(len(content["firearms"])), _("Firearms in the company")),
        Figure(number(_sum(content["rounds"])), _("Rounds in the company")),
        Figure(number(_sum(content["articles"])), _("Articles in the company")),
        Figure(number(lying["firearm"]), _("Firearms with the authority")),
        Figure(number(lying["lot"]), _("Rounds with the authority")),
        Figure(
            NOTHING if left is None else number(left), _("Days left"), ALARM if left is not None and left < 0 else INK
        ),
    ]


def _sum(listed: Iterable[Mapping[str, Any]]) -> int:
    return sum(each["quantity"] for each in listed)


def countdown(closing: Mapping[str, Any]) -> tuple[str, str]:
    """How much time is left in one line, and where the term comes from."""
    if "closing_on" not in closing:
        return _("Closing has not begun"), _("The company works: no term runs.")
    if "until_on" not in closing:
        return _("No term is set"), _("The policy in force sets no term for the deposit. Ask the authority.")
    days, working = closing["days_left"], closing["working_days_left"]
    if days < 0:
        title = n_("The term ended {n} day ago", "The term ended {n} days ago", -days).format(n=number(-days))
    else:
        title = n_("{n} day left", "{n} days left", days).format(n=number(days))
        title += n_(", of these {n} working day", ", of these {n} working days", working).format(n=number(working))
    term = n_(
        "The term is {n} working day from {day}: until {until}.",
        "The term is {n} working days from {day}: until {until}.",
        closing["working_days"],
    ).format(n=number(closing["working_days"]), day=_day(closing["closing_on"]), until=_day(closing["until_on"]))
    return title, f"{term} {_source(closing)}"


def _source(closing: Mapping[str, Any]) -> str:
    if "source" not in closing:
        return _("It is set by the company's own policy.")
    said = _("Source: {source}.") if closing["is_verified"] else _("Source: {source} (unverified).")
    return said.format(source=closing["source"])


def _begin(pages: Pages, section: str, key: str, keep: float = 110) -> None:
    """Begin a part with its heading and bookmark."""
    pages.follow(section, key, keep)
    pages.heading(section)


# The lists.

_FIREARMS = (N_("No."), N_("Serial number"), N_("Maker"), N_("Model"), N_("Kind"), N_("Calibre"), N_("Permit"),
             N_("Valid until"), N_("Status"), N_("Held by"), N_("Handed in"))  # fmt: skip


def _write_firearms(pages: Pages, firearms: Sequence[Mapping[str, Any]]) -> None:
    _begin(pages, _("Firearms"), "firearms")
    if not firearms:
        pages.paragraph(_("None."))
        return
    kind, calibre, status = Memory(told.kind), Memory(told.calibre), Memory(lambda pair: told.status(*pair))
    rows = [
        (str(at), f["serial"], f["maker"], f["model"], kind[f["kind"]], calibre[f["calibre"]],
         f.get("permit_number", NOTHING), _day(f.get("permit_expires_on")), status[f["zone"], f["state"]],
         told.holder(f), "")
        for at, f in enumerate(firearms, 1)
    ]  # fmt: skip
    columns = [Column(_(title), most=80, is_whole=title not in ("Maker", "Model", "Held by")) for title in _FIREARMS]
    columns[0] = Column(_("No."), align="right", colour=GREY, most=40, is_whole=True)
    columns[1] = Column(_("Serial number"), face="mono", most=120, is_key=True, is_whole=True)
    _grouped(pages, columns, firearms, rows, lambda many: n_("{n} firearm", "{n} firearms", many))


def _grouped(
    pages: Pages, columns: Sequence[Column], listed: Sequence[Mapping[str, Any]], rows: Sequence[Row], counted: Any
) -> None:
    """A table with a band over the rows of each place; `listed` are the things that the rows tell of, by place."""
    table = Table(pages, *fitted(columns, rows, pages.sheet.room, _STYLE), below=20)
    table.open()
    start = 0
    for (code, name), group in groupby(listed, key=lambda each: (each["place"], each["place_name"])):
        here = list(group)
        many = sum(each.get("quantity", 1) for each in here)
        table.group(f"{code} · {name}", counted(many).format(n=number(many)))
        table.rows(rows[start : start + len(here)])
        start += len(here)
    table.close()


_ROUNDS = (N_("Lot number"), N_("Maker"), N_("Calibre"), N_("Status"), N_("Held by"), N_("Rounds"), N_("Handed in"))


def _write_rounds(pages: Pages, rounds: Sequence[Mapping[str, Any]]) -> None:
    _begin(pages, _("Ammunition by lot"), "rounds")
    if not rounds:
        pages.paragraph(_("None."))
        return
    rows = [
        (lot["lot_number"], lot["maker"], told.calibre(lot["calibre"]), told.status(lot["zone"], lot["state"]),
         told.holder(lot), number(lot["quantity"]), "")
        for lot in rounds
    ]  # fmt: skip
    columns = [Column(_(title), most=110) for title in _ROUNDS]
    columns[0] = Column(_("Lot number"), face="mono", most=120, is_key=True)
    columns[5] = Column(_("Rounds"), align="right", most=60, is_whole=True)
    _grouped(pages, columns, rounds, rows, lambda many: n_("{n} round", "{n} rounds", many))


_ARTICLES = (N_("Article code"), N_("Description"), N_("Maker"), N_("Status"), N_("Held by"), N_("Pieces"))


def _write_articles(pages: Pages, articles: Sequence[Mapping[str, Any]]) -> None:
    if not articles:
        return
    _begin(pages, _("Magazines, cards, vests and keys"), "articles")
    rows = [
        (each["code"], each["name"], each.get("maker", NOTHING), told.status(each["zone"], each["state"]),
         told.holder(each), number(each["quantity"]))
        for each in articles
    ]  # fmt: skip
    columns = [Column(_(title), most=130) for title in _ARTICLES]
    columns[0] = Column(_("Article code"), face="mono", most=110, is_key=True)
    columns[5] = Column(_("Pieces"), align="right", most=60, is_whole=True)
    _grouped(pages, columns, articles, rows, lambda many: n_("{n} piece", "{n} pieces", many))


_LYING = (N_("Item"), N_("Description"), N_("Quantity"), N_("Authority"), N_("Since"), N_("Act"), N_("Document"),
          N_("Entry"))  # fmt: skip


def _write_lying(pages: Pages, lying: Sequence[Mapping[str, Any]]) -> None:
    _begin(pages, _("With the authority already"), "lying")
    if not lying:
        pages.paragraph(_("None."))
        return
    rows = [
        (each["name"], each.get("about", NOTHING), number(each["quantity"]), each["place_name"],
         told.day(each["since"][:10]), told.act(each["act"]), each.get("document", NOTHING), str(each["entry"]))
        for each in lying
    ]  # fmt: skip
    columns = [Column(_(title), most=100) for title in _LYING]
    columns[0] = Column(_("Item"), face="mono", most=120, is_key=True)
    columns[2] = Column(_("Quantity"), align="right", most=60, is_whole=True)
    table = Table(pages, *fitted(columns, rows, pages.sheet.room, _STYLE))
    table.open()
    table.rows(rows)
    table.close()


def _write_signatures(pages: Pages, digest: str) -> None:
    _begin(pages, _("Hand-over"), "signatures", 300)
    pages.paragraph(
        _("Company and authority sign for what is ticked under “Handed in”, and for nothing else. What is not handed "
          "in, and why, is written below."),
        size=9,
    )  # fmt: skip
    pages.y -= 8
    lines = (_("Name"), _("Identity document"), _("Date"))
    blocks.signatures(
        pages, [Signer("company", _("For the company"), lines), Signer("authority", _("For the authority"), lines)]
    )
    pages.y -= 12
    blocks.ruled_boxes(pages, [_("Number of the deed of deposit"), _("Not handed in, and why"), _("Remarks")], 70)
    pages.y -= 10
    blocks.notice(
        pages, _("Machine-readable copy"),
        _("The file {file} attached to this document carries everything printed in it. Its SHA-256:").format(file=DATA),
        digest,
    )  # fmt: skip
