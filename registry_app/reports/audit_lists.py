"""The lists of an audit's papers: differences with their course, what was not seen, movements, every result."""

from collections.abc import Sequence

from registry_app.domain.audit import SIGHTING_WAYS
from registry_app.i18n import N_, _, minute, number
from registry_app.reports import audit_frame, frame, told
from registry_app.reports.columns import Column, Row, Style
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages
from registry_app.reports.paper import GREY
from registry_app.reports.told import NOTHING

_DIFFERENCES = (
    N_("No."), N_("Difference"), N_("Item"), N_("Description"), N_("On record"), N_("Seen"), N_("Expected"),
    N_("Counted"), N_("Cause"), N_("Days"),
)  # fmt: skip


def write_differences(
    pages: Pages, differences: Sequence[Content], not_entered: Sequence[Content] = (), *, is_mixed: bool = False
) -> None:  # fmt: skip
    """A row for each difference and its course below it, with its audit where they are of several (`is_mixed`); those
    that nobody has entered yet come last and say so."""
    listed = [*differences, *not_entered]
    rows = [_difference(each) for each in listed]
    courses = [*map(_course, differences), *(_("not entered yet") for _each in not_entered)]
    columns = _difference_columns()
    if is_mixed:
        columns[1:1] = [Column(_("Audit"), most=60, is_whole=True)]
        rows = [(each["audit"], *row) for each, row in zip(listed, rows, strict=True)]
    notes = [_("Follow-up: {course}").format(course=course) for course in courses]
    frame.table(pages, columns, frame.numbered(rows), notes=notes)


def _difference_columns() -> list[Column]:
    columns = [Column(_(title), most=100) for title in _DIFFERENCES]
    columns[0] = Column(_("No."), align="right", colour=GREY, most=28, is_whole=True)
    columns[1] = Column(_("Difference"), face="narrow-medium", most=90)
    columns[2] = Column(_("Item"), face="mono", most=100, is_key=True, is_whole=True)
    columns[3] = Column(_("Description"), most=170)
    for at in (6, 7, 9):
        columns[at] = Column(_(_DIFFERENCES[at]), align="right", most=40, is_whole=True)
    return columns


def _difference(each: Content) -> Row:
    days = number(each["age"]) if "age" in each else NOTHING
    return (
        audit_frame.result(each["kind"]), audit_frame.item(each), audit_frame.about(each), audit_frame.where(each),
        each.get("seen_name", NOTHING), number(each["expected"]), number(each["counted"]),
        audit_frame.cause(each.get("cause", "")), days,
    )  # fmt: skip


def _course(each: Content) -> str:
    """Owner, deadline, action, evidence, and how it was settled, as far as each is there."""
    said = []
    if "owner" in each:
        said.append(_("owner {name}").format(name=audit_frame.holder(each, "owner")))
    if "due_on" in each:
        said.append(_("by {day}").format(day=told.day(each["due_on"])))
    said += [each[name] for name in ("action",) if name in each]
    if "evidence" in each:
        said.append(_("evidence {paper}").format(paper=each["evidence"]))
    if "adjusted_by" in each:
        said.append(_("put right by entry {entries}").format(entries=", ".join(map(str, each["adjusted_by"]))))
    return "; ".join([*said, _end(each)])


def _end(each: Content) -> str:
    if "settled_on" not in each:
        return _("overdue") if each.get("is_overdue") else _("open")
    day = told.day(each["settled_on"])
    if "witness" not in each:
        return _("settled on {day}").format(day=day)
    said = _("settled on {day} by {user}, witnessed by {witness}")
    return said.format(day=day, user=each["user"], witness=each["witness"])


_NOT_SEEN = (N_("No."), N_("Item"), N_("Description"), N_("Quantity"), N_("Why it was not seen"), N_("Place on record"),
             N_("Held by"))  # fmt: skip


def write_not_seen(pages: Pages, content: Content) -> None:
    """What belongs to the count and nobody saw; it never counts as present."""
    frame.part(pages, _("Not seen, and why"), "not-seen")
    rows = [
        (audit_frame.item(each), audit_frame.about(each), number(each["quantity"]),
         told.label(audit_frame.ZONES, each["why"]), each.get("place_name", NOTHING),
         audit_frame.holder(each) or NOTHING)
        for each in content["not_seen"]
    ]  # fmt: skip
    columns = _named(_NOT_SEEN)
    columns[3] = Column(_("Quantity"), align="right", most=50, is_whole=True)
    frame.table(pages, columns, frame.numbered(rows))


def _named(titles: Sequence[str], most: float = 120) -> list[Column]:
    """Columns of which the first counts the rows and the second names the item."""
    columns = [Column(_(title), most=most) for title in titles]
    columns[0] = Column(_("No."), align="right", colour=GREY, most=30, is_whole=True)
    columns[1] = Column(_(titles[1]), face="mono", most=110, is_key=True, is_whole=True)
    return columns


_MOVED = (N_("Entry"), N_("Item"), N_("Quantity"), N_("Moment"), N_("Act"), N_("From"), N_("To"), N_("For the count"))
EFFECTS = {"came": N_("came"), "left": N_("left"), "stayed": N_("moved within")}


def write_movements(pages: Pages, content: Content) -> None:
    """What moved by entries while it was counted."""
    frame.part(pages, _("Movements during the count"), "movements")
    rows = [
        (str(each["entry"]), audit_frame.item(each), number(each["quantity"]), told.moment(each["moment"]),
         told.act(each["act"]), audit_frame.where(each, "from", "giver"),
         audit_frame.where(each, "to", "receiver"), told.label(EFFECTS, each["book"]))
        for each in content["movements"]
    ]  # fmt: skip
    columns = _named(_MOVED)
    columns[0] = Column(_("Entry"), align="right", most=36, is_whole=True)
    columns[2] = Column(_("Quantity"), align="right", most=44, is_whole=True)
    frame.table(pages, columns, rows)


_PAPERS = {
    "company_licence": N_("Company licence"), "permit": N_("Permit of a firearm"), "article": N_("Article"),
    "licence": N_("Licence of a person"), "course": N_("Course of a person"), "fitness": N_("Fitness certificate"),
}  # fmt: skip
_EXPIRED = (N_("No."), N_("Whose"), N_("Paper"), N_("Number"), N_("Expired on"))


def write_papers(pages: Pages, content: Content) -> None:
    """Papers that have run out."""
    frame.part(pages, _("Papers expired"), "papers")
    rows = [
        (each.get("item") or audit_frame.holder(each) or content["company"]["name"], told.label(_PAPERS, each["paper"]),
         each.get("paper_number", NOTHING), told.day(each["expired_on"]))
        for each in content["papers"]
    ]  # fmt: skip
    columns = _named(_EXPIRED, 160)
    columns[1] = Column(_("Whose"), most=220, is_key=True)
    frame.table(pages, columns, frame.numbered(rows))


_RESULTS = (
    N_("No."), N_("Item"), N_("Description"), N_("On record"), N_("Seen"), N_("Expected"), N_("Counted"), N_("Result"),
    N_("When, how, by whom"),
)  # fmt: skip


def write_results(pages: Pages, content: Content) -> None:
    """The annex: what everything that was expected or seen came to."""
    pages.begin(_("Annex: every result"), "results")
    about = _("Everything that was expected or seen, once each: book to floor and floor to book")
    pages.title(_("Annex: every result"), about)
    rows = frame.numbered([_result(each) for each in content["results"]])
    columns = _named(_RESULTS, 100)
    for at in (5, 6):
        columns[at] = Column(_(_RESULTS[at]), align="right", most=40, is_whole=True)
    columns[7] = Column(_("Result"), face="narrow-medium", most=80)
    columns[8] = Column(_("When, how, by whom"), most=150)
    frame.table(pages, columns, rows, Style(size=6.8, lead=8.2, pad=2.2, heading=6.8))


def _result(each: Content) -> Row:
    return (
        audit_frame.item(each), audit_frame.about(each), audit_frame.where(each), each.get("seen_name", NOTHING),
        number(each["expected"]), number(each["counted"]), audit_frame.result(each["result"]), _seen(each),
    )  # fmt: skip


def _seen(each: Content) -> str:
    """When, how and by whom something was seen, what was noticed, and the beginning of a photo's SHA-256."""
    if "seen_at" not in each:
        return NOTHING
    way = told.label(SIGHTING_WAYS, each["way"]).lower()
    said = [minute(each["seen_at"][:16], "short"), way, each["user"]]
    if "remark" in each:
        said.append(each["remark"])
    if "photo" in each:
        said.append(_("photo {code}").format(code=each["photo"][:8]))
    return ", ".join(said)
