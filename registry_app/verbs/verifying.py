"""verify: signed papers checked offline, with or without what an authority received before."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from registry_app.domain.paper_verdict import VERDICTS, PaperVerdict, signed_in
from registry_app.domain.unseen import visible
from registry_app.domain.wording import say
from registry_app.i18n import N_, _, n_, number
from registry_app.verbs.telling import MARKS, Progress, Verbs, add, as_json, document

if TYPE_CHECKING:
    from registry_app.services.verifying import Signed, Verified

STATUS: dict[PaperVerdict, int] = {"intact": 0, "remarks": 1, "altered": 2, "cannot tell": 3}
TRUSTED = {True: N_("in the trust list"), False: N_("not in the trust list"), None: N_("no trust list to say")}


def add_to(verbs: Verbs) -> None:
    """Add the verb of this topic."""
    made = add(verbs, "verify", verify, _("check signed papers, offline"), as_json=True)
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument(
        "--state", type=Path, metavar="DIR", help=_("the authority's folder, with what was received before")
    )
    made.add_argument("--trust", type=Path, metavar="DIR", help=_("a folder with the authority's trust list"))


def verify(given: argparse.Namespace) -> int:
    """Verify each file; answers the worst status."""
    from registry_app.services import paper_checks

    held = paper_checks.against(given.state, given.trust)
    worst, told = 0, []
    for path, found in zip(
        given.files, paper_checks.check(given.files, held, progress=Progress(_("Verifying"))), strict=True
    ):
        worst = max(worst, STATUS[found.verdict])
        findings = [as_json(finding) for finding in found.findings]
        told.append({"file": str(path), "verdict": found.verdict, "findings": findings})
        if not given.json:
            _print(path, found)
    if given.json:
        document(told)
    return worst


def _print(path: Path, found: "Verified") -> None:
    print(f"{visible(str(path))}: {_(VERDICTS[found.verdict])}")
    for finding in found.findings:
        print(f"  {MARKS[finding.severity]} {say(finding)}")
    for each in found.signatures:
        print(f"  {visible(_signature(each))}")
    if found.head is not None:
        entries = n_("{n} entry", "{n} entries", found.head.size).format(n=number(found.head.size))
        root = found.head.root[:16]
        print(
            "  "
            + _("{number}: {entries}, root {root}").format(number=visible(found.number), entries=entries, root=root)
        )


def _signature(each: "Signed") -> str:
    """Who signed, when, and whether anybody vouches for that."""
    seen = each.seen
    if not seen.holds:
        return _("{field}: a signature that does not hold").format(field=signed_in(seen.field))
    told = _("{field}: {subject}, {moment}, certificate of {issuer}, {trusted}").format(
        field=signed_in(seen.field), subject=seen.subject, moment=_moment(seen.moment), issuer=seen.issuer,
        trusted=_(TRUSTED[each.is_trusted]),
    )  # fmt: skip
    if seen.stamped_at:
        told += "; " + _("time stamp {moment} by {name}").format(moment=_moment(seen.stamped_at), name=seen.stamped_by)
    return told


def _moment(at: dt.datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC") if at else "–"
