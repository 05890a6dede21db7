"""What a scan does while a case is put together: it names what is gone, or who fired which firearm."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan, unknown
from registry_app.i18n import N_
from ui.pages import case_reads
from ui.pages.case_items import ItemsStage
from ui.pages.case_reads import Hit
from ui.pages.case_stages import FormStage, Stage
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from registry_app.services import scans
    from ui.pages.case_guide import CaseGuide

FIELD_OF = {"person": "person_id", "firearm": "firearm_id", "place": "place_id"}


def take(guide: "CaseGuide", stage: Stage | None, scan: Scan) -> bool:
    """Whether the step takes scans: then it is asked what this one means."""
    if not isinstance(stage, ItemsStage | FormStage):
        return False
    reception = guide.desk.reception
    reception.look(scan).then(lambda hits: _took(guide, stage, scan, hits)).otherwise(reception.tell, Refused)
    return True


def _took(guide: "CaseGuide", stage: ItemsStage | FormStage, scan: Scan, hits: "Sequence[scans.Hit]") -> None:
    if not hits:
        guide.desk.reception.tell(Refused(unknown(scan)))
    elif isinstance(stage, FormStage):
        _fill(guide, stage, hits)
    elif len(hits) > 1:
        guide.desk.reception.fill(stage.line, scan)
    else:
        found = guide.jobs.read(case_reads.meant_by, hits[0].kind, hits[0].record)
        found.then(lambda meant: _named(guide, stage, scan, hits[0].title, meant))


def _fill(guide: "CaseGuide", stage: FormStage, hits: "Sequence[scans.Hit]") -> None:
    """Into the field of its kind; nothing ambiguous is taken."""
    fields = {hit.kind: FIELD_OF.get(hit.kind, "") for hit in hits}
    name = fields[hits[0].kind]
    if len(hits) > 1 or name not in stage.form.rows:
        guide.desk.strip.say(N_("{title} is nothing that this step asks for."), "note", title=hits[0].title)
        return
    row = stage.form.rows[name]
    row.take_up(Choice(hits[0].record, hits[0].title, hits[0].detail))
    row.editor.changed.emit()  # type: ignore[attr-defined]
    guide.desk.reception.done()


def _named(guide: "CaseGuide", stage: ItemsStage, scan: Scan, title: str, meant: Sequence[Hit]) -> None:
    """One position is taken; of several the line lists all, and what is nowhere in the company is said so."""
    if not meant:
        guide.desk.strip.say(N_("{title} is not in the company: nothing of it can be gone."), "note", title=title)
    elif len(meant) > 1:
        stage.line.setFocus()
        guide.desk.reception.fill(stage.line, scan)
    elif (lying := meant[0].lying) is not None and stage.has(lying):
        guide.desk.reception.twice()
    else:
        stage.take(meant[0])
        guide.desk.reception.done()
