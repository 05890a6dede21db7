"""The annex of a return that tells which differences of counts are not explained; nothing where there are none."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry_app.i18n import N_, _, number
from registry_app.reports import audit_frame, frame, told
from registry_app.reports.columns import Column, Row, Style
from registry_app.reports.page import Pages
from registry_app.reports.told import NOTHING

Content = Mapping[str, Any]
TITLES = (
    N_("Audit"), N_("Since"), N_("Item"), N_("Description"), N_("Difference"), N_("On record"), N_("Seen"),
    N_("Expected"), N_("Counted"), N_("Cause"), N_("Who follows it up"), N_("To be explained by"),
)  # fmt: skip


def write(pages: Pages, content: Content) -> None:
    """Annex D: differences of audits that are not settled."""
    if not content.get("differences"):
        return
    pages.follow(_("Annex D: open differences of counts"), "differences")
    about = _("What audits found and nobody has explained; it stays in every return until it is settled")
    pages.title(_("Annex D: open differences of counts"), about)
    columns = [Column(_(title), most=84) for title in TITLES]
    columns[1] = Column(_("Since"), most=56, is_whole=True)
    columns[2] = Column(_("Item"), face="mono", most=104, is_key=True, is_whole=True)
    for at in (7, 8):
        columns[at] = Column(_(TITLES[at]), align="right", most=44, is_whole=True)
    rows = [row(each) for each in content["differences"]]
    frame.table(pages, columns, rows, Style(size=7.2, lead=8.8, pad=2.6, heading=6.8))


def row(each: Content) -> Row:
    """The texts of one difference, in the order of `TITLES`."""
    return (
        each["audit"], told.day(each["since"]), audit_frame.item(each), _description(each),
        audit_frame.result(each["kind"]), each.get("place_name", NOTHING), each.get("seen_name", NOTHING),
        number(each["expected"]), number(each["counted"]), audit_frame.cause(each.get("cause", "")),
        each.get("owner", NOTHING), audit_frame.day(each.get("due_on")),
    )  # fmt: skip


def _description(each: Content) -> str:
    parts: Sequence[str] = [each[name] for name in ("maker", "model") if name in each]
    return (
        ", ".join(filter(None, (" ".join(parts), told.calibre(each["calibre"]) if "calibre" in each else "")))
        or NOTHING
    )
