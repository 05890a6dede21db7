"""Rules of records: numbers, fields, old values, keys that nobody else has, and the identity of a firearm."""

from collections.abc import Iterator, Mapping

from registry_app.domain.case import Case
from registry_app.domain.declare import Record, entered_fields
from registry_app.domain.entry import Change, Stored
from registry_app.domain.errors import Finding, note, refuse, warn
from registry_app.domain.facts import RecordFacts
from registry_app.domain.fields import Field
from registry_app.domain.records import RECORDS
from registry_app.domain.serials import confusion_key, normalised

SET_UP_ONLY = ("company",)
"""Kinds of record that exist once, made by the set-up."""


def records_are_of_the_act(case: Case) -> Iterator[Finding]:
    """An act describes or changes only the kinds of record that its row of the table names."""
    allowed = case.act.records if case.entry.kind != "correct" else tuple(RECORDS)
    for change in case.entry.records:
        if change.kind not in RECORDS or change.kind not in allowed:
            yield refuse("record_not_for_act", kind=change.kind, act=case.entry.kind)
        elif change.kind in SET_UP_ONLY and not change.old and case.entry.seq:
            yield refuse("record_exists_once", kind=change.kind)
        elif case.entry.kind == "amend" and not change.old:
            yield refuse("amend_nothing", record=change.record)


def numbers_are_next(case: Case) -> Iterator[Finding]:
    """A record described anew takes the next number; an entry names each record once."""
    expected = case.facts.next_record()
    seen: set[int] = set()
    for change in case.entry.records:
        if change.record in seen:
            yield refuse("record_twice", record=change.record)
        seen.add(change.record)
        if not change.old:
            if change.record != expected:
                yield refuse("record_number", record=change.record, expected=expected)
            expected += 1


def old_values_are_current(case: Case) -> Iterator[Finding]:
    """A change states the values that it replaces, and they are the ones that stand."""
    for change in case.entry.records:
        if not change.old:
            continue
        found = case.facts.record(change.record)
        if found is None or found.kind != change.kind:
            yield refuse("record_unknown", record=change.record, kind=change.kind)
        elif change.new and set(change.old) != set(change.new):
            yield refuse("change_uneven", record=change.record)
        elif stale := [n for n, value in change.old.items() if found.values.get(n, "") != value]:
            yield _stale(case, change, stale)


def _stale(case: Case, change: Change, names: list[str]) -> Finding:
    if case.entry.kind == "correct":
        later = case.facts.mentions_after(change.record, case.entry.corrects)
        return refuse("correction_used_since", item=case.name(change.record), entries=tuple(later[:20]))
    return refuse("changed_meanwhile", item=case.name(change.record), fields=tuple(names))


def withdrawn_records_are_unused(case: Case) -> Iterator[Finding]:
    """A record is withdrawn only by a correction, and only while no later entry mentions it."""
    for change in case.entry.records:
        if change.new or not change.old:
            continue
        later = case.facts.mentions_after(change.record, case.entry.corrects)
        if case.entry.kind != "correct" or later:
            yield refuse("correction_used_since", item=case.name(change.record), entries=tuple(later[:20]))


def values_are_declared(case: Case) -> Iterator[Finding]:
    """Every value belongs to a declared field, has its type, and no required field ends up empty."""
    for change in case.entry.records:
        record = RECORDS.get(change.kind)
        if record is not None and change.new:
            yield from _values(case, change, record)


def _values(case: Case, change: Change, record: type[Record]) -> Iterator[Finding]:
    fields = entered_fields(record)
    for name, value in change.new.items():
        if name not in fields:
            yield refuse("field_unknown", field=name, kind=change.kind)
        elif not _is_typed(fields[name], value):
            yield refuse("value_not_of_field", field=name, label=fields[name].label, value=str(value)[:80])
        elif value != "" and fields[name].refers_to:
            yield from _reference(case, fields[name], value)
    before = _before(case, change)
    for name, field in fields.items():
        if field.required and {**before, **change.new}.get(name, "") == "":
            yield refuse("field_required", field=name, label=field.label)


def _before(case: Case, change: Change) -> Mapping[str, Stored]:
    found = case.facts.record(change.record) if change.old else None
    return found.values if found else {}


def _is_typed(field: Field, value: Stored) -> bool:
    if value == "":
        return True
    if field.personal:
        return isinstance(value, Mapping)
    if field.kind in ("integer", "reference", "boolean"):
        return isinstance(value, int) and field.least <= value <= field.most
    if not isinstance(value, str) or len(value) > field.max_length:
        return False
    if field.kind == "choice":
        return value in field.choices
    return field.kind != "choices" or all(part in field.choices for part in value.split())


def _reference(case: Case, field: Field, value: Stored) -> Iterator[Finding]:
    found = case.record(value) if isinstance(value, int) else None
    if found is None or found.kind != field.refers_to:
        yield refuse("reference_unknown", field=field.name, label=field.label, record=str(value))


def keys_are_free(case: Case) -> Iterator[Finding]:
    """No other record of the kind has the same code, name, tag or lot."""
    claimed: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    for change in case.entry.records:
        record = RECORDS.get(change.kind)
        for names in record.KEYS if record and change.new else ():
            values = _key_values({**_before(case, change), **change.new}, names)
            if not all(values):
                continue
            key = (change.kind, names, values)
            other = case.facts.taken(*key) or claimed.get(key, 0)
            claimed[key] = change.record
            if other not in (0, change.record):
                yield refuse("key_taken", kind=change.kind, field=names[-1], value=values[-1], record=other)


def _key_values(values: Mapping[str, Stored], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(values.get(name, "")) for name in names)


def places_form_a_tree(case: Case) -> Iterator[Finding]:
    """A place lies in another one, and never, however far up, in itself."""
    for change in case.entry.records:
        parent = change.new.get("parent_id", "")
        seen = {change.record}
        while change.kind == "place" and isinstance(parent, int) and parent:
            if parent in seen:
                yield refuse("place_in_itself", item=case.name(change.record))
                break
            seen.add(parent)
            parent = case.known(parent).number("parent_id")


def firearm_is_not_there_twice(case: Case) -> Iterator[Finding]:
    """Same maker, model and serial alive: refused. The same serial otherwise: legitimate, but asks for a reason."""
    for change in case.entry.records:
        if change.kind == "firearm" and change.new and ("serial" in change.new or "maker" in change.new):
            yield from _twins(case, RecordFacts(change.record, "firearm", {**_before(case, change), **change.new}))


def _twins(case: Case, firearm: RecordFacts) -> Iterator[Finding]:
    for twin_id in sorted(set(case.facts.twins(normalised(firearm.text("serial")))) - {firearm.id}):
        twin = case.known(twin_id)
        facts: dict[str, str | int] = {
            "item": firearm.text("serial"), "item_id": twin_id, "maker": twin.text("maker"),
            "model": twin.text("model"), "other": twin.text("serial"),
        }  # fmt: skip
        if not _is_same_make(firearm, twin):
            yield warn("serial_of_another", **facts)
        elif (where := _whereabouts(case, twin_id)) == "destroyed":
            yield warn("serial_of_destroyed", **facts)
        elif where in ("buyer", "supplier", "authority"):
            yield refuse("firearm_reopens", **facts)
        else:
            yield refuse("firearm_exists", **facts)


def _is_same_make(one: RecordFacts, other: RecordFacts) -> bool:
    return all(one.text(n).casefold() == other.text(n).casefold() for n in ("maker", "model"))


def _whereabouts(case: Case, item: int) -> str:
    """The zone that a firearm is in now, ``""`` when it never was anywhere."""
    return next((case.zone(p) for p, n in case.facts.positions(item).items() if n > 0), "")


def look_alike_serials(case: Case) -> Iterator[Finding]:
    """A serial that spells a word for "none" is no serial."""
    for change in case.entry.records:
        serial = change.new.get("serial", "") if change.kind == "firearm" else ""
        if isinstance(serial, str) and normalised(serial).casefold() in _JUNK:
            yield refuse("serial_is_junk", value=serial)
        elif isinstance(serial, str) and serial and not confusion_key(serial).strip("0"):
            yield note("serial_only_zeros", value=serial)


_JUNK = frozenset(
    ["unknown", "none", "illegible", "xxx", "sn", "na", "null", "nan", "desconocido", "ninguno", "ilegible", "sinnumero", "desconhecido", "nenhum", "ilegivel", "semnumero", "inconnu", "aucun", "illisible", "sansnumero"]
)  # fmt: skip

RECORD_RULES = (
    records_are_of_the_act,
    numbers_are_next,
    old_values_are_current,
    withdrawn_records_are_unused,
    values_are_declared,
    keys_are_free,
    places_form_a_tree,
    look_alike_serials,
    firearm_is_not_there_twice,
)
