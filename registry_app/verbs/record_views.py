"""show record: any record and its life, as first entered, as corrected, or both with every change between."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from registry_app.domain.acts import ACTS
from registry_app.domain.calibres import shown
from registry_app.domain.choices import REASONS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.domain.records import RECORDS
from registry_app.i18n import _, date, moment
from registry_app.services import history, naming, references, views
from registry_app.services.history import Event
from registry_app.services.register import Register
from registry_app.services.views import FieldViews, RecordViews, Step, Value
from registry_app.verbs.telling import document

NOTHING = "—"
Told = Callable[[Value], str]


def show(given: argparse.Namespace, register: Register) -> int:
    """Print the views of the record that `given.text` names by kind and name, or by kind and `#` with its number."""
    kind, name = _named(given.text)
    number = int(name[1:]) if name[:1] == "#" and name[1:].isdecimal() else register.read(naming.one, kind, name)
    found = register.read(views.views, kind=kind, record=number)
    life = register.read(history.life, record=number, view=given.view)
    if given.json:
        document(found.as_json() | {"view": given.view, "chain": [asdict(event) for event in life]})
        return 0
    told = {field.name: _teller(field, register) for field in entered_fields(RECORDS[kind]).values()}
    print("\n".join([*_lines(found, given.view, told), *(f"  {line(event)}" for event in life)]))
    return 0


def _named(words: list[str]) -> tuple[str, str]:
    if len(words) < 2 or words[0] not in RECORDS:  # noqa: PLR2004 - a kind and a name
        raise Refused(refuse("show_needs", kinds=", ".join(RECORDS)))
    return words[0], " ".join(words[1:])


def _lines(found: RecordViews, view: str, told: Mapping[str, Told]) -> Iterable[str]:
    yield f"{_(RECORDS[found.kind].LABEL)} #{found.record}"
    if found.is_withdrawn:
        yield _("A correction withdrew this record.")
    filled = [field for field in found.fields if field.changes or field.original is not None]
    wide = max((len(_(field.label)) for field in filled), default=0)
    for field in filled:
        yield f"{_(field.label):<{wide}}  {_value(field, view, told[field.name])}".rstrip()
        for step in field.changes if view == "both" else ():
            yield f"{'':<{wide}}    {_step(step, told[field.name])}"


def _value(field: FieldViews, view: str, told: Told) -> str:
    if view != "both" or field.original == field.corrected:
        return told(field.original if view == "original" else field.corrected)
    return f"{told(field.original)} → {told(field.corrected)}"


def _step(step: Step, told: Told) -> str:
    about = [f"{step.seq}", moment(step.occurred_at, step.zone, "short"), f"{told(step.old)} → {told(step.new)}"]
    if step.reason:
        about.append(_(REASONS.get(step.reason, step.reason)))
    about.append(f"{step.user} + {step.witness}" if step.witness else step.user)
    if step.is_correction:
        about.append(_("correction"))
    if step.corrected_by >= 0:
        about.append(_("undone by entry {entry}").format(entry=step.corrected_by))
    return "  ".join(about)


def _teller(field: Field, register: Register) -> Told:
    """How values of a field are told: choices, days and references in words."""

    def told(value: Value) -> str:
        if value is None:
            return NOTHING
        if field.refers_to:
            name, _hint = register.read(references.named, [int(value)]).get(int(value), ("", ""))
            return f"{name} #{value}" if name else f"#{value}"
        return _KINDS.get(field.kind, _plain)(field, value)

    return told


def _plain(_field: Field, value: Value) -> str:
    return str(value)


def _chosen(field: Field, value: Value) -> str:
    return ", ".join(_(field.choices.get(code, code)) for code in str(value).split())


_KINDS: Mapping[str, Callable[[Field, Value], str]] = {
    "choice": lambda field, value: _(field.choices.get(str(value), str(value))),
    "choices": _chosen,
    "date": lambda _field, value: date(str(value)),
    "calibre": lambda _field, value: shown(str(value)),
    "boolean": lambda _field, value: _("yes") if value else _("no"),
}


def line(event: Event) -> str:
    """One event of a record's life on one line."""
    told = [str(event.seq).rjust(6), moment(event.occurred_at, event.zone, "short"), _(ACTS[event.kind].label)]
    if event.source or event.target:
        told.append(f"{event.source} → {event.target}")
    if event.reason:
        told.append(_(REASONS.get(event.reason, event.reason)))
    told.append(f"{event.actor} + {event.witness}" if event.witness else event.actor)
    return "  ".join(told)
