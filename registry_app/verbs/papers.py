"""report and show: what leaves the register to be read."""

import argparse
from pathlib import Path

from registry_app.domain.calibres import shown
from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import N_, _
from registry_app.persistence import atomic
from registry_app.services import naming
from registry_app.services.history import VIEWS
from registry_app.services.register import Register
from registry_app.verbs import access, audit_papers
from registry_app.verbs.telling import Progress, Verbs, add, document, lines

WHY = {
    "as_marked": N_("serial as marked"),
    "tag": N_("tag code"),
    "normalised": N_("the same letters and digits"),
    "look_alike": N_("look-alike characters"),
    "withdrawn": N_("entered by mistake and taken back"),
    "part": N_("part of the text"),
}
SUFFIXES = (".pdf", ".xlsx", ".json")
SLIP, SLIP_LABEL = "slip", N_("Slip of one handover")


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    made = add(verbs, "report", report, _("write a report"))
    made.add_argument("name", nargs="?", metavar="NAME")
    made.add_argument("--list", action="store_true", help=_("list the reports"))
    made.add_argument("-r", "--register", type=Path, metavar="FOLDER", help=_("the register's folder"))
    access.add_user(made)
    made.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("a .pdf, .xlsx or .json file"))
    access.add_cut(made)
    made.add_argument("--from", dest="from_on", default="", metavar="D", help=_("the first day of a period"))
    made.add_argument("--to", dest="until_on", default="", metavar="D", help=_("the last day of a period"))
    made.add_argument("--within", type=int, metavar="DAYS", help=_("how many days ahead papers are looked at"))
    made.add_argument("--all-entries", action="store_true", help=_("carry every entry, for an authority that has none"))
    made.add_argument("--without-entries", action="store_true", help=_("leave out the entries that prove a return"))
    made.add_argument("--paper", choices=("a4", "letter", "a5"), default="a4", help=_("a5 for slips only"))
    made.add_argument("--entry", type=int, metavar="N", help=_("the handover of a slip, or what sent a delivery"))
    made.add_argument("--case", default="", metavar="N", help=_("the number of the case that a paper is of"))
    made.add_argument("--serial", default="", metavar="TEXT", help=_("the firearm that a paper is of"))
    made.add_argument("--audit", default="", metavar="CODE", help=_("the audit that a paper is of"))
    made.add_argument("--order", choices=("rack", "serial"), default="rack", help=_("of count sheets"))
    made.add_argument("--addressee", default="", metavar="CODE", help=_("code of the authority that it is for"))

    made = add(verbs, "show", show, _("look something up"), as_json=True)
    made.add_argument("what", choices=("serial", "record"), help=_("serial TEXT, or record KIND NAME"))
    made.add_argument("text", nargs="+", metavar="TEXT")
    access.add_register(made)
    made.add_argument("--view", choices=tuple(VIEWS), default="both", help="; ".join(map(_, VIEWS.values())))


def report(given: argparse.Namespace) -> int:
    """Write one report to a file, whole or not at all."""
    from registry_app.services import report_table

    if given.list:
        named = {name: kind.label for name, kind in report_table.REPORTS.items()}
        lines({name: _(label) for name, label in (named | {SLIP: SLIP_LABEL} | audit_papers.PAPERS).items()})
        return 0
    _expect(given, (*report_table.REPORTS, SLIP, *audit_papers.PAPERS))
    if given.name == SLIP:
        return _slip(given)
    if given.name in audit_papers.PAPERS:
        return audit_papers.write(given)
    with access.opened(given) as register:
        record, entry = _record(given, register), -1 if given.entry is None else given.entry
        content = register.read(
            report_table.make, name=given.name, suffix=given.output.suffix.lower(), record=record, entry=entry,
            as_of=given.as_of, known_at=given.known_at, from_on=given.from_on, until_on=given.until_on,
            paper=given.paper, addressee=given.addressee, has_entries=not given.without_entries, within=given.within,
            from_first=given.all_entries, by=register.actor, progress=Progress(_("Writing the report")),
        )  # fmt: skip
    atomic.write(given.output, content)
    print(given.output)
    return 0


def _record(given: argparse.Namespace, register: Register) -> int:
    """The record that the paper is about, 0 for none."""
    if given.serial:
        return int(register.read(naming.one, "firearm", given.serial))
    return int(given.case.removeprefix("#")) if given.case.removeprefix("#").isdecimal() else 0


def _slip(given: argparse.Namespace) -> int:
    from registry_app.services import slips

    if given.entry is None:
        raise Refused(refuse("slip_of_which"))
    with access.opened(given) as register:
        content = register.read(
            slips.make, entry=given.entry, suffix=given.output.suffix.lower(), paper=given.paper
        )  # fmt: skip
    atomic.write(given.output, content)
    print(given.output)
    return 0


def _expect(given: argparse.Namespace, names: object) -> None:
    if given.name not in names:  # type: ignore[operator]
        raise Refused(refuse("report_unknown", value=given.name or ""))
    if given.register is None or given.output is None:
        raise Refused(refuse("report_needs"))
    if given.output.suffix.lower() not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=given.output.name, choices=SUFFIXES))


def show(given: argparse.Namespace) -> int:
    """Show the views of one record, or the firearms whose serial matches, why, and their custody chain."""
    from registry_app.services import tracing
    from registry_app.verbs import record_views

    text = " ".join(given.text)
    with access.opened(given) as register:
        if given.what == "record":
            return record_views.show(given, register)
        matches = register.read(tracing.trace, text)
    if given.json:
        document([match.as_json() for match in matches])
    elif not matches:
        print(_("No firearm matches “{text}”.").format(text=text))
    for match in matches if not given.json else ():
        d = match.firearm
        print(f"{d['serial']}  {d['maker']} {d['model']}  {shown(str(d['calibre']))}  [{_(WHY[match.why])}]")
        for event in match.life if match.why != "part" or len(matches) == 1 else ():
            print(f"  {record_views.line(event)}")
    return 0 if matches else 1
