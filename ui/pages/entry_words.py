"""An entry in the reader's words: what it did in a sentence, its lines and changes as points, and where it stands."""

from collections.abc import Iterable, Iterator

from registry_app.domain.acts import ACTS
from registry_app.domain.calibres import shown
from registry_app.domain.choices import REASONS, ROLES
from registry_app.domain.declare import fields_of
from registry_app.domain.entry import NONE
from registry_app.domain.overrides import OVERRIDABLE
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_, _, n_, number
from registry_app.services.entries import Changed, EntryTold, Item, Moved
from registry_app.services.history import FieldChange
from ui.pages.life import value_text
from ui.pages.positions import status_text
from ui.parts.points import Point, heading
from ui.when import when

ICONS = {
    "firearm": "pistol", "lot": "cartridge", "article": "package", "person": "user", "place": "map-pin",
    "user": "users", "company": "building-2", "policy": "shield-check", "document": "file-text", "mark": "hash",
    "loss": "triangle-alert", "discharge": "triangle-alert", "filing": "file-text", "kit": "package",
    "pin": "key-round", "certificate": "file-badge", "restoration": "history",
}  # fmt: skip
DOES = {"describe": N_("Entered anew"), "amend": N_("Changed"), "withdraw": N_("Withdrawn")}
BY = {"pin": N_("by PIN"), "drawing": N_("by a drawn signature"), "erased": N_("the text was erased"), "": ""}
"""How somebody acknowledged."""
LEAD = "lead"
"""What the keys of points begin with that lead to another entry."""


def act_text(kind: str) -> str:
    """The name of an act."""
    return _(ACTS[kind].label) if kind in ACTS else kind


def reason_text(code: str) -> str:
    """The name of a reason; nothing for none."""
    return _(REASONS.get(code, code)) if code else ""


def state(told: EntryTold) -> tuple[str, str]:
    """What is to be known first of an entry, and its colour: that it was corrected, corrects, or came late."""
    if told.corrected_by != NONE:
        return _("Corrected by entry {entry}").format(entry=told.corrected_by), "red"
    if told.entry.corrects != NONE:
        return _("Corrects entry {entry}").format(entry=told.entry.corrects), "amber"
    if told.late_hours:
        return late_text(told.late_hours), "amber"
    return "", "gray"


def late_text(hours: int) -> str:
    """How late an entry was recorded."""
    return n_("{n} hour late", "{n} hours late", hours).format(n=number(hours))


def points(told: EntryTold) -> list[Point]:
    """What it moved, what it changed, what was acknowledged, and what it leads to, in groups."""
    found = [*moved(told.lines, N_("What was moved")), *changed(told.changes, N_("What was changed"))]
    found += [*_left_out(told), *_acknowledged(told), *_leads(told), *_links(told)]
    return found or [Point(_("It moves nothing and changes no record."))]


def moved(lines: Iterable[Moved], title: str) -> Iterator[Point]:
    """Lines under a title (a msgid), each with where from and where to."""
    for at, line in enumerate(lines):
        if not at:
            yield heading(_(title))
        yield _moved(line)


def _moved(line: Moved) -> Point:
    lines = [_("{source} → {target}").format(source=line.source, target=line.target)]
    if line.source_state != line.target_state:
        lines.append(f"{status_text(line.source_state)} → {status_text(line.target_state)}")
    many = n_("{n} round", "{n} rounds", line.quantity) if line.item.kind == "lot" else "{n}"
    value = "" if line.item.kind == "firearm" else many.format(n=number(line.quantity))
    return Point(
        title_of(line.item), tuple(lines), value, icon=ICONS.get(line.item.kind, "hash"), key=key_of(line.item)
    )


def title_of(item: Item) -> str:
    """What people call a record, and what tells it apart."""
    about = " ".join(map(shown, item.about.split(" "))) if item.kind == "lot" else item.about
    return " · ".join(part for part in (item.name, about) if part)


def key_of(item: Item) -> str:
    """What a point tells that leads to a record."""
    return f"{item.kind} {item.id}" if item.kind else ""


def changed(changes: Iterable[Changed], title: str) -> Iterator[Point]:
    """Changes of records under a title (a msgid), each with its fields before and after."""
    for at, change in enumerate(changes):
        if not at:
            yield heading(_(title))
        yield _changed(change)


def _changed(change: Changed) -> Point:
    record = RECORDS.get(change.record.kind)
    label = _(record.LABEL) if record else change.record.kind
    lines = tuple(_field(change, field) for field in change.fields)
    return Point(f"{label} {title_of(change.record)}", lines, _(DOES[change.does]), "text3",
                 icon=ICONS.get(change.record.kind, "file-text"), key=key_of(change.record))  # fmt: skip


def _field(change: Changed, field: FieldChange) -> str:
    declared = fields_of(RECORDS[change.record.kind]).get(field.name)
    old = field.old_called or value_text(declared, field.old) or "—"
    new = field.new_called or value_text(declared, field.new) or "—"
    if change.does == "amend":
        return _("{field}: {old} → {new}").format(field=_(field.label), old=old, new=new)
    return _("{field}: {value}").format(field=_(field.label), value=new if change.does == "describe" else old)


def _left_out(told: EntryTold) -> Iterator[Point]:
    """That there are more lines or records than are shown."""
    more = len(told.entry.lines) - len(told.lines) + len(told.entry.records) - len(told.changes)
    if more:
        yield Point(n_("and {n} more", "and {n} more", more).format(n=number(more)))


def _acknowledged(told: EntryTold) -> Iterator[Point]:
    found = told.acknowledged
    if found is not None:
        yield heading(_("Acknowledged"))
        yield Point(found.person, tuple(found.text.splitlines()), _(BY[found.method]) if found.method else "", "text3",
                    icon="check")  # fmt: skip


def _leads(told: EntryTold) -> Iterator[Point]:
    """The other entries that it stands together with."""
    entry = told.entry
    leads = (
        (entry.corrects, N_("Corrects entry {entry}"), "undo-2"),
        (told.corrected_by, N_("Corrected by entry {entry}"), "undo-2"),
        (entry.settles(), N_("Settles delivery {entry}"), "arrow-right"),
    )
    found = [each for each in leads if each[0] != NONE]
    if found:
        yield heading(_("Other entries"))
    for seq, said, icon in found:
        yield Point(_(said).format(entry=seq), icon=icon, key=f"{LEAD} {seq}")


def _links(told: EntryTold) -> Iterator[Point]:
    """Who and what it mentions beside what it moved and changed."""
    shown_already = {line.item.id for line in told.lines} | {change.record.id for change in told.changes}
    rest = [item for item in told.links if item.id not in shown_already]
    if rest:
        yield heading(_("Mentioned"))
    for item in rest:
        yield Point(title_of(item), icon=ICONS.get(item.kind, "hash"), key=key_of(item))


def facts(told: EntryTold) -> dict[str, tuple[str, str]]:
    """The facts of an entry by their keys: text, and tone; what it has not is empty."""
    entry = told.entry
    late = f" · {late_text(told.late_hours)}" if told.late_hours else ""
    role = _(ROLES.get(entry.role, entry.role))
    acknowledged = told.acknowledged
    by = _(BY[acknowledged.method]) if acknowledged and acknowledged.method else ""
    note = _("erased") if told.is_note_erased else told.note
    due = when(entry.due_at(), entry.zone) if entry.due_at() else ""
    overrides = ", ".join(_(OVERRIDABLE.get(code, code)) for code in entry.overrides())
    document = next((ref.value for ref in entry.refs if ref.kind == "document"), "")
    return {
        "occurred": (when(entry.occurred_at, entry.zone), ""),
        "recorded": (when(entry.recorded_at, entry.zone) + late, "amber" if late else ""),
        "reason": (reason_text(entry.reason_code), ""),
        "note": (note, "red" if told.is_note_erased else ""),
        "document": (document, ""),
        "due": (due, ""),
        "actor": (_("{who}, as {role}").format(who=told.actor, role=role), ""),
        "witness": (told.witness, ""),
        "acknowledged": (" ".join(part for part in (acknowledged.person, by) if part) if acknowledged else "", ""),
        "overrides": (overrides, "red" if overrides else ""),
        "batch": (entry.batch, ""),
        "position": (_("{entry} of {size}").format(entry=entry.seq, size=told.size), ""),
        "id": (entry.id, ""),
        "leaf": (_grouped(told.leaf), ""),
        "root": (_grouped(told.root), ""),
        "keys": (", ".join(told.keys), ""),
        "policy": (str(entry.policy), ""),
        "build": (entry.build, ""),
    }


def _grouped(digits: str) -> str:
    """A hash in groups of eight, so that it is read, copied and broken into lines."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
