"""Rules of records: numbers, fields, old values, keys that nobody else has, and the identity of a firearm."""

from collections import Counter
from collections.abc import Iterator, Mapping

from registry_app.domain.acts import ACTS
from registry_app.domain.case import Case
from registry_app.domain.declare import ANY, entered_fields
from registry_app.domain.entry import Change, Stored
from registry_app.domain.errors import Finding, note, refuse, warn
from registry_app.domain.facts import RecordFacts
from registry_app.domain.fields import HEX_32, Field
from registry_app.domain.records import COMPANY, RECORDS
from registry_app.domain.rules_form import ZONES
from registry_app.domain.rules_people import SET_UP_USERS
from registry_app.domain.serials import confusion_key, normalised
from registry_app.domain.signing import is_strong

ONLY_DESCRIBED = ("set_up", "describe", "receive", "policy")
"""Acts that make records but change none; `amend` changes but makes none, `user` does both."""


def records_are_of_the_act(case: Case) -> Iterator[Finding]:
    """An act describes or changes only the kinds of record that its row of the table names."""
    allowed = case.act.records if not case.is_undoing else tuple(RECORDS)
    for change in case.entry.records:
        if change.kind not in allowed and change.kind in ACTS[case.entry.kind].records:
            yield refuse("act_of_later_edition", kind=change.kind)
        elif change.kind not in RECORDS or change.kind not in allowed:
            yield refuse("record_not_for_act", kind=change.kind, act=case.entry.kind)
        elif change.old and case.entry.kind in ONLY_DESCRIBED:
            yield refuse("record_not_described", record=change.record, act=case.entry.kind)
        elif case.entry.kind == "amend" and (not change.old or change.old == change.new):
            yield refuse("amend_nothing", record=change.record)


def zone_is_the_companys(case: Case) -> Iterator[Finding]:
    """The days of an entry are counted where the company is, so that no choice of zone stretches a licence."""
    if case.entry.zone != (zone := case.known(COMPANY).text("zone")):
        yield refuse("zone_not_the_companys", zone=case.entry.zone, company=zone)


def some_records_exist_once(case: Case) -> Iterator[Finding]:
    """The set-up makes the company as record 1, the first policy and one or two users; no other entry makes one."""
    made = Counter(change.kind for change in case.entry.records if not change.old)
    is_set_up = case.entry.seq == 0
    has_all = case.known(COMPANY).kind == "company" and made["policy"] and 1 <= made["user"] <= SET_UP_USERS
    if is_set_up and not has_all:
        yield refuse("set_up_incomplete")
    for kind, most in (("company", is_set_up), ("policy", 1)):
        if made[kind] > most:
            yield refuse("record_exists_once", kind=kind)


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
    """A change states the values that it replaces, and they are the ones that stand; only a correction withdraws."""
    for change in case.entry.records if not case.is_undoing else ():
        if not change.old:
            continue
        found = case.facts.record(change.record)
        if found is None or found.kind != change.kind:
            yield refuse("record_unknown", record=change.record, kind=change.kind)
        elif set(change.old) != set(change.new):
            yield refuse("change_uneven", record=change.record)
        elif stale := [n for n, value in change.old.items() if found.values.get(n, "") != value]:
            yield refuse("changed_meanwhile", item=case.name(change.record), fields=tuple(stale))


def values_are_declared(case: Case) -> Iterator[Finding]:
    """Every value belongs to a declared field, is one that the field may hold, and no required field is empty."""
    for change in case.entry.records:
        if change.kind in RECORDS and (change.new or not change.old):
            yield from _values(case, change, entered_fields(RECORDS[change.kind]))


def _values(case: Case, change: Change, fields: Mapping[str, Field]) -> Iterator[Finding]:
    for name, value in change.new.items():
        if name not in fields:
            yield refuse("field_unknown", field=name, kind=change.kind)
        elif not fields[name].may_hold(value):
            yield refuse("value_not_of_field", field=name, label=fields[name].label, value=str(value)[:80])
        elif value != "" and fields[name].refers_to:
            yield from _reference(case, fields[name], value)
    values = case.will_be(change.record).values
    for name, field in fields.items():
        if field.required and name not in values:
            yield refuse("field_required", field=name, label=field.label)


def _reference(case: Case, field: Field, value: Stored) -> Iterator[Finding]:
    found = case.record(value) if isinstance(value, int) else None
    if found is None or field.refers_to not in (found.kind, ANY):
        yield refuse("reference_unknown", field=field.name, label=field.label, record=str(value))


def texts_have_their_form(case: Case) -> Iterator[Finding]:
    """A time zone is an IANA name, a public key 32 bytes in hex: whatever else stood there would stop the register."""
    for change in case.entry.records:
        zone, key = change.new.get("zone"), change.new.get("public_key")
        if change.kind == "company" and zone is not None and str(zone) not in ZONES:
            yield refuse("zone_unknown", zone=str(zone))
        if change.kind == "user" and key is not None and not _is_key(str(key)):
            yield refuse("public_key_malformed")


def _is_key(text: str) -> bool:
    return bool(HEX_32.fullmatch(text)) and is_strong(bytes.fromhex(text))


def keys_are_free(case: Case) -> Iterator[Finding]:
    """No other record of the kind has the same code, name, tag or lot."""
    claimed: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    for change in case.entry.records:
        record = RECORDS.get(change.kind)
        for names in record.KEYS if record and change.new else ():
            values = tuple(map(case.will_be(change.record).text, names))
            if not all(values):
                continue
            key = (change.kind, names, values)
            other = case.facts.taken(*key) or claimed.get(key, 0)
            claimed[key] = change.record
            if other not in (0, change.record):
                yield refuse("key_taken", kind=change.kind, field=names[-1], value=values[-1], record=other)


def firearm_is_not_there_twice(case: Case) -> Iterator[Finding]:
    """Same maker, model and serial alive: refused. The same serial otherwise: legitimate, but asks for a reason."""
    for change in case.entry.records:
        if change.kind == "firearm" and change.new.keys() & {"serial", "maker", "model"}:
            yield from _twins(case, case.will_be(change.record))


def identity_is_changed_for_a_reason(case: Case) -> Iterator[Finding]:
    """What tells a firearm from others changes for a reason only, once it was received: else one stands for another."""
    for change in case.entry.records:
        names = [n for n in IDENTITY if n in change.new and n in change.old and change.new[n] != change.old[n]]
        if change.kind == "firearm" and names and case.facts.positions(change.record):
            labels = tuple(entered_fields(RECORDS["firearm"])[n].label for n in names)
            yield warn("identity_changed", item=case.name(change.record), item_id=change.record, fields=labels)


IDENTITY = ("serial", "maker", "model", "calibre")


def _twins(case: Case, firearm: RecordFacts) -> Iterator[Finding]:
    for twin in _same_serial(case, normalised(firearm.text("serial"))):
        facts: dict[str, str | int] = {
            "item": firearm.text("serial"), "item_id": twin.id, "maker": twin.text("maker"),
            "model": twin.text("model"), "other": twin.text("serial"),
        }  # fmt: skip
        if twin.id == firearm.id:
            continue
        if not _is_same_make(firearm, twin):
            yield warn("serial_of_another", **facts)
        elif (where := _whereabouts(case, twin.id)) == "destroyed":
            yield warn("serial_of_destroyed", **facts)
        elif where in LEFT and twin.id not in case.described:
            yield refuse("firearm_reopens", **facts)
        else:
            yield refuse("firearm_exists", **facts)


LEFT = ("buyer", "supplier", "authority", "")
"""Where a firearm is that can be received again on its record; given back to where it came from, it is nowhere."""


def _same_serial(case: Case, serial: str) -> Iterator[RecordFacts]:
    """The firearms that have this normalised serial once the entry stands, those of the entry itself included."""
    for number in sorted({*case.facts.twins(serial), *case.changes}):
        found = case.will_be(number)
        if found.kind == "firearm" and normalised(found.text("serial")) == serial:
            yield found


def _is_same_make(one: RecordFacts, other: RecordFacts) -> bool:
    return all(normalised(one.text(n)) == normalised(other.text(n)) for n in ("maker", "model"))


def _whereabouts(case: Case, item: int) -> str:
    """The zone that a firearm is in now, ``""`` when it is nowhere."""
    return next((case.zone(p) for p, n in case.facts.positions(item).items() if n > 0), "")


def serials_are_serials(case: Case) -> Iterator[Finding]:
    """A serial has a letter or a digit, and does not spell a word for "none"."""
    for change in case.entry.records:
        serial = change.new.get("serial", "") if change.kind == "firearm" else ""
        if not isinstance(serial, str) or not serial:
            continue
        if normalised(serial) in _JUNK or not any(c.isalnum() for c in serial):
            yield refuse("serial_is_junk", value=serial)
        elif not confusion_key(serial).strip("0"):
            yield note("serial_only_zeros", value=serial)


_JUNK = frozenset(
    "UNKNOWN NONE ILLEGIBLE XXX SN NA NULL NAN DESCONOCIDO NINGUNO ILEGIBLE SINNUMERO DESCONHECIDO NENHUM ILEGIVEL "
    "SEMNUMERO INCONNU AUCUN ILLISIBLE SANSNUMERO".split()
)

RECORD_RULES = (
    records_are_of_the_act,
    zone_is_the_companys,
    some_records_exist_once,
    numbers_are_next,
    old_values_are_current,
    values_are_declared,
    texts_have_their_form,
    keys_are_free,
    serials_are_serials,
    firearm_is_not_there_twice,
    identity_is_changed_for_a_reason,
)
