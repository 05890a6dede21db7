"""crosscheck: what returns of several companies, and the registry's own list, say together."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.registry_list import DIFFERENCES, Difference
from registry_app.i18n import _, date, n_, number
from registry_app.persistence import atomic
from registry_app.verbs.telling import Verbs, add, as_json, document, lines, note_findings

if TYPE_CHECKING:
    from registry_app.services.crosschecks import Crosscheck
    from registry_app.services.desk import Desk

SUFFIX = ".xlsx"


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "crosscheck", crosscheck, _("check the returns at a desk against each other"), as_json=True)
    made.add_argument("folder", type=Path, metavar="DIR", help=_("the desk's folder, NAME.authority"))
    made.add_argument("--days", type=int, default=30, metavar="D", help=_("days that a delivery may take"))
    made.add_argument(
        "--registry", type=Path, metavar="FILE", help=_("the registry's own list of firearms (.xlsx, .csv)")
    )
    made.add_argument("-o", "--output", type=Path, metavar="OUT.xlsx", help=_("write the differences from it here"))


def crosscheck(given: argparse.Namespace) -> int:
    """Say what was found; 0 nothing, 1 something to ask, 2 two heads of one size."""
    from registry_app.services import crosschecks
    from registry_app.services.desk import Desk

    if given.registry is not None:
        _check_output(given)
    desk = Desk.open(given.folder)
    found = crosschecks.check(desk, today=crosschecks.today(), days=given.days)
    differences = _compare(desk, given) if given.registry is not None else []
    if given.json:
        document(_document(found, differences, is_compared=given.registry is not None))
    else:
        _tell(found, differences)
    if any(finding.severity == "refusal" for finding in found.findings):
        return 2
    return 1 if found.findings or differences else 0


def _check_output(given: argparse.Namespace) -> None:
    if given.output is None or given.output.suffix.lower() != SUFFIX:
        value = given.output.name if given.output else ""
        raise Refused(refuse("report_suffix", value=value, choices=(SUFFIX,)))


def _compare(desk: "Desk", given: argparse.Namespace) -> list[Difference]:
    from registry_app.services import registry_lists

    differences = registry_lists.differences(desk, registry_lists.read(given.registry))
    atomic.write(given.output, registry_lists.workbook(differences))
    return differences


def _document(found: "Crosscheck", differences: list[Difference], *, is_compared: bool) -> dict[str, object]:
    companies = [
        {"company": each.company, "licence": each.licence, "origin": each.origin, "return": each.number,
         "as_of": each.day, "firearms": len(each.arms)}
        for each in found.standings
    ]  # fmt: skip
    told: dict[str, object] = {
        "day": found.day,
        "companies": companies,
        "findings": [as_json(finding) for finding in found.findings],
    }
    return told | ({"registry": dict(Counter(each.code for each in differences))} if is_compared else {})


def _tell(found: "Crosscheck", differences: list[Difference]) -> None:
    for each in found.standings:
        firearms = n_("{n} firearm", "{n} firearms", len(each.arms)).format(n=number(len(each.arms)))
        print(f"{each.company}  {each.licence}  {each.number}  {date(each.day)}  {firearms}")
    note_findings(found.findings)
    counts = Counter(each.code for each in differences)
    lines({_(DIFFERENCES[code]): number(counts[code]) for code in DIFFERENCES if counts[code]})
