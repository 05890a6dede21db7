"""The figures of an audit report: the accounts, what a sample proves, results and the course of audits as bars."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from registry_app.domain import wording_samples
from registry_app.domain.choices import ARTICLE_KINDS
from registry_app.domain.count import RESULTS
from registry_app.domain.sampling import Statement
from registry_app.i18n import N_, _, number, percent
from registry_app.reports import audit_frame, blocks, frame, told
from registry_app.reports.blocks import Bar, Fact
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages
from registry_app.reports.paper import GREY
from registry_app.reports.table import Table

_PIECES = ("opening", "came", "left", "expected", "seen", "not_seen", "missing", "beyond")
_PIECE_TITLES = (
    N_("Kind"), N_("Opening"), N_("Came"), N_("Left"), N_("Expected"), N_("Seen"), N_("Not seen"), N_("Missing"),
    N_("Beyond"),
)  # fmt: skip
_STOCKS = ("opening", "came", "left", "expected", "not_seen", "counted")
_STOCK_TITLES = (
    N_("Lot or article"), N_("Description"), N_("Opening"), N_("Came"), N_("Left"), N_("Expected"), N_("Not seen"),
    N_("Counted"), N_("Difference"),
)  # fmt: skip
_SAID = 28.0
"""The room for what is said below an account."""
_STYLE = Style(size=8.0, lead=9.4, pad=2.6, heading=7.4)
STRATA = {
    "with_guard": N_("With a guard"), "never_seen": N_("Never seen in a count"), "oldest": N_("Longest not seen"),
    "others": N_("Others"),
}  # fmt: skip


def write_pieces(pages: Pages, content: Content) -> None:
    """The account of firearms by kind with its sum, and that of articles which are one piece each."""
    frame.part(pages, _("Account of firearms by kind"), "account")
    account = content["account"]
    rows = {kind: [_piece(_kind(e), e) for e in account["pieces"] if e["item_kind"] == kind] for kind in _ITEM_KINDS}
    _write_pieces(pages, rows["firearm"], _piece(_("Total"), account["total"]))
    pages.y -= 5
    said = _(
        "Opening at the head of the audit + came − left by entries during the count = expected = seen + not seen + "
        "missing. Beyond: seen and not expected; what the register does not know comes on top. Not seen never counts "
        "as present."
    )
    _small(pages, said)
    if rows["article"]:
        frame.part(pages, _("Account of articles by kind"), "articles")
        _write_pieces(pages, rows["article"])


_ITEM_KINDS = ("firearm", "article")


def _write_pieces(pages: Pages, rows: Sequence[Row], total: Row = ()) -> None:
    if not rows:
        pages.paragraph(_("None."))
        return
    columns = [Column(_(title), align="right", most=70) for title in _PIECE_TITLES]
    columns[0] = Column(_("Kind"), most=150, is_key=True)
    sums = [total] if total else []
    table = Table(
        pages,
        *fitted(columns, [*rows, *sums], pages.sheet.room, _STYLE, is_even=True),
        below=24 + (_SAID if total else 0),
    )
    table.open()
    table.rows(rows)
    if total:
        table.total(total)
    table.close()


def _small(pages: Pages, text: str) -> None:
    pages.paragraph(text, face="narrow", size=7.6, colour=GREY, lead=1.3)


def _kind(each: Content) -> str:
    return told.kind(each["kind"]) if each["item_kind"] == "firearm" else told.label(ARTICLE_KINDS, each["kind"])


def _piece(name: str, each: Content) -> Row:
    return (name, *(told.count(each[column]) for column in _PIECES))


def write_stocks(pages: Pages, content: Content) -> None:
    """The account of rounds by lot, and of alike articles."""
    stocks = content["account"]["stocks"]
    frame.part(pages, _("Account of ammunition by lot"), "lots")
    rows = [
        (each["item"], audit_frame.about(each), *(told.count(each[name]) for name in _STOCKS),
         audit_frame.signed(each["difference"]))
        for each in stocks
    ]  # fmt: skip
    columns = [Column(_(title), align="right", most=62) for title in _STOCK_TITLES]
    columns[0] = Column(_("Lot or article"), face="mono", most=120, is_key=True)
    columns[1] = Column(_("Description"), most=130)
    frame.table(pages, columns, rows, below=_SAID)
    if rows:
        pages.y -= 5
        said = _(
            "Rounds by lot, which are never merged; articles by the piece. Expected − not seen + difference = counted, "
            "carried to the end of the count: what moved by an entry after it was counted is added or taken away."
        )
        _small(pages, said)


def write_sample(pages: Pages, sample: Content) -> None:
    """How the sample was drawn, and what it proves."""
    frame.part(pages, _("Sample"), "sample")
    said = sample["statement"]
    blocks.facts(pages, [
        Fact(_("Word of the inspector"), sample["word"]), Fact(_("Size"), number(said["sample"])),
        Fact(_("Firearms in all"), number(said["population"])),
        Fact(_("Not found as on record"), number(said["wrong"])),
    ])  # fmt: skip
    pages.y -= 6
    rows = [
        (told.label(STRATA, each["code"]), number(each["population"]), number(each["drawn"]))
        for each in sample["strata"]
    ]
    columns = [
        Column(_("Stratum"), most=200, is_key=True),
        *(Column(_(t), align="right") for t in (_("In all"), _("Drawn"))),
    ]
    frame.table(pages, columns, rows)
    pages.y -= 6
    for sentence in wording_samples.proven(statement(said)):
        pages.paragraph(sentence)
    seed = _(
        "Seed: SHA-256 over root, place, size, word and item; the smallest are drawn. Whoever has the register and the "
        "word draws the same list again (armarium sample)."
    )
    _small(pages, seed)


def statement(said: Content) -> Statement:
    """The statement that a content carries in whole numbers."""
    confidence = Fraction(said["confidence_percent"], 100)
    return Statement(said["population"], said["sample"], said["wrong"], said["most_wrong"], confidence)


def write_charts(pages: Pages, content: Content) -> None:
    """What everything came to, differences by cause, and the course of audits of this place, two charts to a line;
    nothing where there is nothing to draw."""
    trend = content["trend"]
    charts = (
        (_("What everything came to"), _result_bars(content["tally"])),
        (_("Differences by cause"), _cause_bars(content["differences"])),
        (_("Agreed in each audit"), _trend_bars(trend)),
        (_("Differences of each audit, in the lighter colour those not settled"), _difference_bars(trend)),
    )
    drawn = [(title, bars) for title, bars in charts if bars]
    width = (pages.sheet.room - 24) / 2
    for at in range(0, len(drawn), 2):
        line = drawn[at : at + 2]
        tallest = max(blocks.bars_height(bars, width) for _title, bars in line) + 8
        if at:
            pages.y -= 12
            pages.need(tallest)
        else:
            frame.part(pages, _("Results, causes, and the course of audits"), "course", tallest + 40)
        pages.y = min(_chart(pages, title, bars, nth, width) for nth, (title, bars) in enumerate(line))


def _chart(pages: Pages, title: str, bars: Sequence[Bar], nth: int, width: float) -> float:
    """One of two charts beside each other; answers where it ends."""
    said = f"{title}: " + "; ".join(f"{bar.label} {bar.shown}" for bar in bars)
    x = pages.sheet.left + nth * (width + 24)
    return blocks.bars(pages, title, bars, said, x=x, width=width, top=pages.y)


def _result_bars(tally: Mapping[str, int]) -> list[Bar]:
    """How many results there are of each kind, in the order in which readers ask for them."""
    return [Bar(audit_frame.result(code), tally[code], 0, number(tally[code])) for code in RESULTS if code in tally]


def _difference_bars(trend: Sequence[Content]) -> list[Bar]:
    """The differences of each closed audit; none where there were none, or one audit alone."""
    told_ = [each for each in trend if "differences" in each]
    if len(told_) < 2 or not any(each["differences"] for each in told_):
        return []
    return [Bar(_audit(each), each["differences"], each["left"], number(each["differences"])) for each in told_]


def _audit(each: Mapping[str, int | str]) -> str:
    return f"{each['code']}, {told.day(str(each['closed_at'])[:10])}"


def _cause_bars(differences: Sequence[Content]) -> list[Bar]:
    """How many differences have which cause, the most first; those that are not settled in the lighter colour."""
    many = Counter(each.get("cause", "") for each in differences)
    left = Counter(each.get("cause", "") for each in differences if "settled_on" not in each)
    named = {code: audit_frame.cause(code) if code else _("Not explained") for code in many}
    order = sorted(many, key=lambda code: (-many[code], code))
    return [Bar(named[code], many[code], left[code], number(many[code])) for code in order]


def _trend_bars(trend: Sequence[Mapping[str, int | str]]) -> list[Bar]:
    """Of each closed audit the share that agreed; one alone shows no course."""
    told_ = [each for each in trend if "accuracy" in each]
    if len(told_) < 2:
        return []
    return [Bar(_audit(each), 1000, 1000 - int(each["accuracy"]), percent(int(each["accuracy"]))) for each in told_]
