"""The audit report on paper, layout version 1: a pure function of its content, the paper and the language."""

from collections.abc import Sequence

from registry_app.domain.audit import AUDIT_METHODS, AUDIT_OUTCOMES, REMARK_KINDS, SIGHTING_WAYS
from registry_app.i18n import N_, _, n_, number, percent, speaking
from registry_app.reports import (
    audit_figures,
    audit_frame,
    audit_lists,
    audit_security,
    blocks,
    frame,
    indicators_section,
    masthead,
    told,
)
from registry_app.reports.blocks import Fact, Figure, Signer
from registry_app.reports.columns import Column
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages
from registry_app.reports.paper import ALARM, INK
from registry_app.reports.told import NOTHING

LAYOUT = 1
DATA = "audit-report.json"
_LISTS = ("results", "differences", "not_entered", "not_seen", "movements", "papers", "earlier")


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The report as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper: str, language: str) -> bytes:
    audit = content["audit"]
    subject = _("Audit {audit} of {place}").format(audit=audit["code"], place=audit["place_name"])
    pages, digest = frame.begin(
        content, title=_("Audit report"), subject=subject, data=DATA, layout=LAYOUT, paper_name=paper,
        language=language, rows=sum(len(content[name]) for name in _LISTS),
    )  # fmt: skip
    _write_cover(pages, content)
    _write_team(pages, content)
    if "sample" in content:
        audit_figures.write_sample(pages, content["sample"])
    _write_differences(pages, content)
    _write_earlier(pages, content)
    audit_lists.write_not_seen(pages, content)
    audit_lists.write_movements(pages, content)
    audit_lists.write_papers(pages, content)
    audit_security.write(pages, content)
    pages.end()
    indicators_section.write(pages, content)
    audit_lists.write_results(pages, content)
    pages.end()
    _write_closing(pages, content, digest)
    return pages.finish()


def _write_cover(pages: Pages, content: Content) -> None:
    pages.begin_bare(_("Summary"), "summary")
    audit = content["audit"]
    subtitle = _("{kind} of {place}").format(kind=audit_frame.kind(audit["kind"]), place=audit["place_name"])
    masthead.write(pages, content, _("Audit report"), f"{subtitle} · {audit['code']}")
    blocks.facts(pages, _facts(content))
    blocks.facts(pages, _roots(audit), across=1)
    pages.y -= 10
    blocks.figures(pages, _figures(content))
    pages.y -= 10
    if "closed" not in audit:
        blocks.notice(
            pages, _("The audit is open"), _("This report tells it as it stands; what is counted later is not in it.")
        )
        pages.y -= 8
    audit_figures.write_pieces(pages, content)
    audit_figures.write_stocks(pages, content)
    audit_figures.write_charts(pages, content)


def _facts(content: Content) -> list[Fact]:
    audit, made = content["audit"], content["made"]
    person = f"{made.get('person', '')} ({made['user']}), {told.roles(made['roles'])}".strip()
    return [
        Fact(_("What is counted"), audit["place_name"]),
        Fact(_("Kind of audit"), audit_frame.kind(audit["kind"])),
        Fact(_("Method"), told.label(AUDIT_METHODS, audit["method"])),
        Fact(_("Basis"), audit.get("basis", NOTHING)),
        Fact(_("Begun"), told.moment(audit["begun"])),
        Fact(_("Counted until"), _moment(audit, "counted_until")),
        Fact(_("Closed at"), _moment(audit, "closed")),
        Fact(_("Outcome"), told.label(AUDIT_OUTCOMES, audit["outcome"]) if "outcome" in audit else _("open")),
        Fact(_("Begun by"), audit["user"]),
        Fact(_("Closed by"), ", ".join(audit.get("closed_by", ())) or NOTHING),
        Fact(_("Made by"), person),
        Fact(_("Made on"), told.moment(made["moment"])),
    ]


def _roots(audit: Content) -> list[Fact]:
    """What is compared letter by letter: the head of the count, and the digest of what was counted."""
    entries = frame.entries(audit["head_size"])
    head = _("{entries}, root {root}").format(entries=entries, root=audit["head_root"])
    digest = [Fact(_("Digest of what was counted"), audit["counted_root"])] if "counted_root" in audit else []
    return [Fact(_("Head that the count is held against"), head), *digest]


def _moment(audit: Content, name: str) -> str:
    return told.moment(audit[name]) if name in audit else NOTHING


def _figures(content: Content) -> list[Figure]:
    total, measures = content["account"]["total"], content["measures"]
    left = sum("settled_on" not in each for each in content["differences"]) + len(content["not_entered"])
    agreed = percent(measures["accuracy"]) if "accuracy" in measures else NOTHING
    seen = percent(measures["coverage"]) if "coverage" in measures else NOTHING
    return [
        Figure(number(total["expected"]), _("Firearms expected")),
        Figure(number(total["seen"]), _("of them seen")),
        Figure(number(total["missing"]), _("Missing"), ALARM if total["missing"] else INK),
        Figure(number(left), _("Differences not settled"), ALARM if left else INK),
        Figure(agreed, _("Agreed with the register")),
        Figure(seen, _("Seen of what was expected")),
    ]


_PARTS = {
    "first": N_("First counter"), "second": N_("Second counter"), "incoming": N_("New custodian"),
    "custodian": N_("Custodian"),
}  # fmt: skip


def _write_team(pages: Pages, content: Content) -> None:
    """Who counted, how independent they are, who entered what, and where it was counted."""
    frame.part(pages, _("Teams and independence"), "team")
    rows = [(told.label(_PARTS, each["part"]), audit_frame.holder(each), _bond(each)) for each in content["team"]]
    columns = [
        Column(_("Part"), most=110),
        Column(_("Person"), most=190, is_key=True),
        Column(_("Independence"), most=240),
    ]
    frame.table(pages, columns, rows)
    pages.y -= 8
    counted = [
        (each["user"], number(each["turn"]), told.label(SIGHTING_WAYS, each["way"]), number(each["sightings"]))
        for each in content["counted_by"]
    ]
    titles = (_("Entered by"), _("Turn"), _("How it was seen"), _("Sightings"))
    frame.table(pages, [Column(title, most=160, is_key=not at) for at, title in enumerate(titles)], counted)
    pages.y -= 8
    places = [
        (each["place_name"], number(each["sightings"]), told.moment(each["first"]), told.moment(each["last"]))
        for each in content["places"]
    ]
    titles = (_("Place"), _("Sightings"), _("First"), _("Last"))
    frame.table(pages, [Column(title, most=160, is_key=not at) for at, title in enumerate(titles)], places)


def _bond(each: Content) -> str:
    if "is_custodian" not in each:
        return NOTHING
    bonds = [_("answers for the place")] if each["is_custodian"] else []
    bonds += [_("counted it last time")] if each["counted_last"] else []
    return ", ".join(bonds) or _("independent: neither custodian nor last counter")


def _write_differences(pages: Pages, content: Content) -> None:
    frame.part(pages, _("Differences"), "differences")
    audit_lists.write_differences(pages, content["differences"], content["not_entered"])


def _write_earlier(pages: Pages, content: Content) -> None:
    frame.part(pages, _("Open differences of earlier audits"), "earlier")
    audit_lists.write_differences(pages, content["earlier"], is_mixed=True)


def _write_closing(pages: Pages, content: Content, digest: str) -> None:
    """Remarks of inspectors, declaration and signatures, on a page of their own."""
    pages.begin(_("Remarks and signatures"), "signatures")
    pages.title(_("Remarks of the inspector"))
    for each in content["remarks"]:
        pages.paragraph(_remark(each))
        pages.y -= 4
    asked = _("More remarks") if content["remarks"] else _("Remarks of the inspector, or “no findings”")
    blocks.ruled_boxes(pages, [asked], 92)
    pages.y -= 14
    pages.heading(_("Signatures"))
    pages.paragraph(_declaration(content), size=9)
    pages.y -= 8
    for signers in _signers():
        blocks.signatures(pages, signers)
        pages.y -= 12
    blocks.notice(
        pages, _("Machine-readable copy"),
        _("The file {file} attached to this document carries everything printed in it. Its SHA-256:").format(file=DATA),
        digest,
    )  # fmt: skip


def _remark(each: Content) -> str:
    said = told.label(REMARK_KINDS, each["kind"]) + (f": {each['text']}" if "text" in each else "")
    who = _("{user}, {moment}, entry {entry}")
    return f"{said} ({who.format(user=each['user'], moment=told.moment(each['moment']), entry=each['entry'])})"


def _declaration(content: Content) -> str:
    many = len(content["results"])
    said = n_(
        "Whoever signs declares that the one result in this report is what was found, to the best of his or her "
        "knowledge. What was not seen is not declared to be there.",
        "Whoever signs declares that the {n} results in this report are what was found, to the best of his or her "
        "knowledge. What was not seen is not declared to be there.",
        many,
    )
    return said.format(n=number(many))


def _signers() -> Sequence[Sequence[Signer]]:
    lines = (_("Name"), _("Identity document"), _("Date"))
    return (
        (
            Signer("counter1", _("First counter"), lines),
            Signer("counter2", _("Second counter"), lines),
            Signer("custodian", _("Custodian"), lines),
        ),
        (
            Signer("representative", _("Legal representative"), lines),
            Signer("inspector", _("Inspector"), lines),
        ),
    )
