"""The difference list on paper: what has to be explained, by whom, until when, with room to write."""

from registry_app.i18n import _, n_, number, speaking
from registry_app.reports import audit_lists, blocks, frame, masthead, told
from registry_app.reports.blocks import Figure, Signer
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, INK

LAYOUT = 1
DATA = "difference-list.json"


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The list as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper: str, language: str) -> bytes:
    listed, waiting = content["differences"], content.get("not_entered", ())
    pages, digest = frame.begin(
        content, title=_("Difference list"), subject=_subtitle(content), data=DATA, layout=LAYOUT, paper_name=paper,
        language=language, rows=len(listed) + len(waiting),
    )  # fmt: skip
    pages.begin_bare(_("Difference list"), "differences")
    masthead.write(pages, content, _("Difference list"), _subtitle(content))
    blocks.figures(pages, _figures(content))
    pages.y -= 12
    audit_lists.write_differences(pages, listed, waiting, is_mixed="audit" not in content)
    _write_end(pages, digest)
    return pages.finish()


def _subtitle(content: Content) -> str:
    day = told.moment(content["as_of"]["moment"])
    if "audit" not in content:
        return _("Differences of all audits that are not settled on {moment}").format(moment=day)
    audit = content["audit"]
    return _("Audit {audit} of {place}, on {moment}").format(audit=audit["code"], place=audit["place_name"], moment=day)


def _figures(content: Content) -> list[Figure]:
    listed, waiting = content["differences"], content.get("not_entered", ())
    left = sum("settled_on" not in each for each in listed) + len(waiting)
    late = sum(each["is_overdue"] for each in listed)
    without = sum("cause" not in each for each in listed)
    return [
        Figure(number(len(listed) + len(waiting)), n_("Difference", "Differences", len(listed) + len(waiting))),
        Figure(number(left), _("Not settled"), ALARM if left else INK),
        Figure(number(late), _("Overdue"), ALARM if late else INK),
        Figure(number(without), _("Without a cause")),
    ]


def _write_end(pages: Pages, digest: str) -> None:
    pages.y -= 14
    lines = (_("Name"), _("Identity document"), _("Date"))
    blocks.signatures(
        pages, [Signer("owner", _("Who follows them up"), lines), Signer("supervisor", _("Supervisor"), lines)]
    )
    pages.y -= 12
    blocks.notice(
        pages, _("Machine-readable copy"),
        _("The file {file} attached to this document carries everything printed in it. Its SHA-256:").format(file=DATA),
        digest,
    )  # fmt: skip
