"""What a scan does on the page of handovers, wherever the cursor is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.scan import Scan, unknown
from registry_app.i18n import N_
from ui.pages import handover_reads as reads
from ui.pages.handover_draft import HandoverDraft
from ui.pages.handover_keys import OTHER_WAY
from ui.pages.handover_reads import ISSUE, KINDS, TAKE_BACK, Hit, Scanned

if TYPE_CHECKING:
    from registry_app.services import scans
    from ui.pages.handover import Handover


def take(page: "Handover", scan: Scan) -> None:
    """Ask what it means; the answer counts for the handover that is in hand now and for no later one."""
    reception = page.desk.reception
    job = reception.look(scan).then(page.for_this(lambda hits: _take(page, scan, hits)))
    job.otherwise(reception.tell, Refused)


def _take(page: "Handover", scan: Scan, hits: "Sequence[scans.Hit]") -> None:
    """One is taken, of several the line lists all: nothing is picked silently."""
    fitting = [hit for hit in hits if hit.kind in KINDS]
    if not hits:
        page.desk.reception.tell(Refused(unknown(scan)))
    elif not fitting:
        page.desk.strip.say(N_("{title} is nothing that is handed over here."), "note", title=hits[0].title)
    elif len(fitting) > 1:
        page.line.setFocus()
        page.line.clear()
        page.desk.reception.fill(page.line, scan)
    elif fitting[0].record in page.inhand.firearms:
        page.desk.reception.twice()
    else:
        _take_one(page, fitting[0])


def _take_one(page: "Handover", hit: "scans.Hit") -> None:
    page.line.clear()
    take_hit(page, Hit(hit.record, hit.title, hit.detail, hit.kind))
    if hit.kind != "firearm":
        page.desk.reception.done()


def take_hit(page: "Handover", hit: Hit) -> None:
    """A firearm onto the list, a person as the one who receives or returns, or the cursor to the rounds of a lot."""
    if hit.kind == "firearm":
        page.open_record(hit.id)
    elif hit.kind == "person":
        page.take_person(hit)
    elif hit.kind == "article":
        page.kit.take_article(hit)
    else:
        focus_lot(page, hit.id)


def focus_lot(page: "Handover", lot: int) -> None:
    """The cursor goes to the number of a lot or article; where none of a lot is in store, it is told where it is."""
    if page.list.focus_lot(lot):
        return
    asked = page.jobs.latest("lot").read(reads.lot_absent, lot)
    asked.then(page.for_this(lambda findings: _tell_lot(page, lot, findings)))


def _tell_lot(page: "Handover", lot: int, findings: "Sequence[Finding]") -> None:
    if findings and page.inhand.act == ISSUE:
        page.settle.lots.add(lot)
        page.add_or_tell(Scanned((lot,), 0, tuple(findings)))
    else:
        page.desk.strip.say(N_("Scan the firearm first: this lot fits none of those on the list."), "note")


def add(page: "Handover", found: Scanned | Hit | None) -> None:
    """A firearm onto the list, or a person; with nothing in hand the other act begins where that is the one that fits:
    who comes from another page gives back."""
    if found is None:
        return
    if isinstance(found, Hit):
        if page.inhand.is_empty and page.inhand.act != TAKE_BACK:
            page.begin(HandoverDraft(TAKE_BACK))
        page.take_person(found)
        return
    if found.findings and page.inhand.is_empty and all(f.code in OTHER_WAY for f in found.findings):
        other = ISSUE if page.inhand.act == TAKE_BACK else TAKE_BACK
        page.begin(HandoverDraft(other))
        asked = page.jobs.read(reads.scanned, int(found.row[0] or 0), other)
        asked.then(page.for_this(page.add_or_tell))
        return
    page.add_or_tell(found)
