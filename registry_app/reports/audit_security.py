"""The security of armouries in an audit report: scores by area, what is wanting, what changed since the last check."""

from collections.abc import Mapping

from registry_app.domain import checklist
from registry_app.i18n import N_, _, language, minute, n_, number, percent
from registry_app.reports import audit_frame, blocks, frame, told
from registry_app.reports.blocks import Bar
from registry_app.reports.columns import Column
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages
from registry_app.reports.told import NOTHING

ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "partly": N_("Partly"), "na": N_("Does not apply")}
_WANTING = (N_("Question"), N_("Answer"), N_("What was seen"), N_("What is done"), N_("Done by"), N_("Done on"))


def write(pages: Pages, content: Content) -> None:
    """One part for each armoury that was checked; nothing where none was."""
    for at, visit in enumerate(content["security"]):
        section = _("Security of {place}").format(place=visit["place_name"])
        frame.part(pages, section, f"security-{at}", 160)
        pages.paragraph(_summary(visit), size=9)
        pages.y -= 6
        _write_areas(pages, visit)
        _write_wanting(pages, visit)
        _write_changes(pages, visit)


def _summary(visit: Content) -> str:
    whole = visit["whole"]
    said = _("Checked on {moment} by the list {list}: {score}, {answered} of {asked} questions answered.").format(
        moment=minute(visit["began"]), list=visit["checklist"], score=_score(whole),
        answered=number(whole["answered"]), asked=number(whole["asked"]),
    )  # fmt: skip
    if "before" in visit:
        changed = len(visit["changes"])
        said += " " + n_(
            "The check before, on {day}, came to {score}; {n} answer is another.",
            "The check before, on {day}, came to {score}; {n} answers are others.",
            changed,
        ).format(day=told.day(visit["before"]["began"][:10]), score=_score(visit["before"]["whole"]), n=number(changed))
    return said


def _score(score: Content) -> str:
    return percent(score["percent"] * 10) if "percent" in score else _("no score")


def _write_areas(pages: Pages, visit: Content) -> None:
    bars = [
        Bar(_title(each), 100, 100 - each["percent"], percent(each["percent"] * 10))
        for each in visit["areas"]
        if "percent" in each
    ]
    if not bars:
        return
    width = pages.sheet.room * 0.7
    pages.need(blocks.bars_height(bars, width))
    title = _("Score by area")
    said = f"{title}: " + "; ".join(f"{bar.label} {bar.shown}" for bar in bars)
    pages.y = blocks.bars(pages, title, bars, said, x=pages.sheet.left, width=width, top=pages.y) - 8


def _title(area: Mapping[str, object]) -> str:
    texts = area.get("title")
    return checklist.text(texts, language()) if isinstance(texts, Mapping) else str(area.get("area", ""))


def _write_wanting(pages: Pages, visit: Content) -> None:
    rows = [
        (_question(each),
         told.label(ANSWERS, each["answer"]), each.get("evidence", NOTHING), each.get("action", NOTHING),
         audit_frame.day(each.get("due_on")), audit_frame.day(each.get("done_on")))
        for each in visit["wanting"]
    ]  # fmt: skip
    columns = [Column(_(title), most=110) for title in _WANTING]
    columns[0] = Column(_("Question"), most=220, is_key=True)
    frame.table(pages, columns, rows)


_CHANGES = (N_("Answers that are others than at the check before"), N_("Before"), N_("Now"))


def _write_changes(pages: Pages, visit: Content) -> None:
    """The questions that were answered otherwise at the check before; nothing where there is none."""
    rows = [(_question(each), _given(each, "before"), _given(each, "now")) for each in visit.get("changes", ())]
    if rows:
        pages.y -= 8
        columns = [Column(_(title), most=110) for title in _CHANGES]
        columns[0] = Column(_(_CHANGES[0]), most=300, is_key=True)
        frame.table(pages, columns, rows)


def _question(each: Content) -> str:
    return checklist.text(each["text"], language()) if "text" in each else str(each["question"])


def _given(each: Content, when: str) -> str:
    return told.label(ANSWERS, each[when]) if each.get(when) else NOTHING
