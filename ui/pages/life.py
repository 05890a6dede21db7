"""The entries of a record's life as a timeline tells them."""

from collections.abc import Mapping

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import REASONS
from registry_app.domain.entry import NONE
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _, number
from registry_app.services.history import Event, FieldChange
from ui.pages.positions import status_text
from ui.parts.columns import shown_by
from ui.parts.timeline import Happening
from ui.when import when

ICONS = {
    "receive": ("plus", "green"),
    "issue": ("arrow-up-right", "blue"),
    "take_back": ("arrow-down-left", "green"),
    "relieve": ("arrow-left-right", "blue"),
    "send": ("arrow-right", "amber"),
    "accept": ("check", "green"),
    "reject": ("x", "red"),
    "hold": ("lock", "amber"),
    "release": ("lock-open", "green"),
    "lose": ("triangle-alert", "red"),
    "find": ("search", "green"),
    "destroy": ("trash-2", "gray"),
    "dispose": ("log-out", "gray"),
    "correct": ("undo-2", "amber"),
    "void": ("undo-2", "gray"),
    "expend": ("flask-conical", "gray"),
    "open_pack": ("package", "blue"),
    "rotate": ("refresh-cw", "blue"),
    "repair": ("wrench", "amber"),
    "repaired": ("wrench", "green"),
    "deposit": ("shield-check", "amber"),
    "renew": ("refresh-cw", "green"),
    "describe": ("file-text", "gray"),
    "amend": ("pencil", "gray"),
}
SAID = {
    "receive": N_("Received into {target}"),
    "issue": N_("Issued to {target}"),
    "take_back": N_("Taken back into {target}"),
    "relieve": N_("Taken over by {target} from {source}"),
    "send": N_("Sent from {source}"),
    "accept": N_("Arrived in {target}"),
    "reject": N_("Delivery refused, back in {target}"),
    "lose": N_("Lost at {source}"),
    "find": N_("Found, now in {target}"),
    "destroy": N_("Destroyed"),
}
"""Headlines of acts that moved the record; all others are named by the act alone."""
COUNTED = {"lot": N_("{act}: {n} rounds"), "article": N_("{act}: {n} pieces")}
BESIDE = {"describe": N_("A record about it was entered"), "amend": N_("A record about it was changed")}
"""Headlines of entries that only mention the record: marks, documents, cases."""


def happening(event: Event, fields: Mapping[str, Field], kind: str = "") -> Happening:
    """One event; `fields` are those of the record, by which changed values are written, `kind` is its kind."""
    icon, tone = ICONS.get(event.kind, ("circle-check", "gray"))
    headline, is_corrected = _headline(event, kind), event.corrected_by != NONE
    return Happening(icon, tone, headline, _detail(event), _lines(event, fields), is_corrected)


def _headline(event: Event, kind: str) -> str:
    text = _told(event)
    return (
        _(COUNTED[kind]).format(act=text, n=number(event.quantity)) if event.quantity > 1 and kind in COUNTED else text
    )


def _told(event: Event) -> str:
    said = SAID.get(event.kind) if event.target or event.source else None
    if not event.changes and event.kind in BESIDE:
        return _(BESIDE[event.kind])
    if said is None:
        return _(ACTS[event.kind].label) if event.kind in ACTS else event.kind
    return _(said).format(source=event.source, target=event.target)


def _detail(event: Event) -> str:
    who = (
        _("{actor}, witnessed by {witness}").format(actor=event.actor, witness=event.witness)
        if event.witness
        else event.actor
    )
    at = when(event.occurred_at, event.zone)
    return _("{moment} · {who} · entry {entry}").format(moment=at, who=who, entry=event.seq)


def _lines(event: Event, fields: Mapping[str, Field]) -> tuple[str, ...]:
    lines = [_changed(change, fields) for change in event.changes if change.old is not None]
    if event.source_state != event.target_state and event.source_state:
        lines.append(f"{status_text(event.source_state)} → {status_text(event.target_state)}")
    if event.reason:
        lines.append(_("Reason: {reason}").format(reason=_(REASONS.get(event.reason, event.reason))))
    if event.note:
        lines.append(_("Note: {note}").format(note=event.note))
    if event.corrects != NONE:
        lines.append(_("Corrects entry {entry}").format(entry=event.corrects))
    if event.corrected_by != NONE:
        lines.append(_("Corrected by entry {entry}").format(entry=event.corrected_by))
    return tuple(lines)


def _changed(change: FieldChange, fields: Mapping[str, Field]) -> str:
    field = fields.get(change.name)
    old = change.old_called or value_text(field, change.old) or "—"
    new = change.new_called or value_text(field, change.new) or "—"
    return _("{field}: {old} → {new}").format(field=_(change.label), old=old, new=new)


def value_text(field: Field | None, value: str | int | None) -> str:
    """A stored value of a field as the reader writes it."""
    if field is None or value is None:
        return "" if value is None else str(value)
    if field.kind == "integer":
        return str(value)
    return shown_by(field.kind, field.choices)(value)
