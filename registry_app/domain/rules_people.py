"""Rules about people: who may make an entry, who must witness it, who may be handed a firearm."""

from collections.abc import Iterator

from registry_app.domain.acts import WITNESSES
from registry_app.domain.case import Case
from registry_app.domain.entry import Entry
from registry_app.domain.errors import Finding, note, refuse
from registry_app.domain.facts import RecordFacts

SET_UP_USERS = 2
"""The users that come with the set-up and need no witness; every return names them."""


def actor_may(case: Case) -> Iterator[Finding]:
    """The actor is an active user who holds the role named, and the role may make this entry."""
    actor = _user(case, case.entry.actor)
    if actor is None:
        yield refuse("actor_unknown", user=case.entry.actor)
    elif not actor.number("is_active"):
        yield refuse("user_inactive", user=actor.text("name"))
    elif case.entry.role not in actor.text("roles").split() or case.entry.role not in case.act.roles:
        yield refuse("role_may_not", user=actor.text("name"), roles=actor.text("roles"), kind=case.entry.kind)


def needs_witness(entry: Entry, user_count: int) -> bool:
    """Whether an entry must be witnessed when `user_count` users were described before it."""
    from registry_app.domain.acts import ACTS

    is_set_up = entry.kind == "user" and user_count < SET_UP_USERS and all(not c.old for c in entry.records)
    return ACTS[entry.kind].needs_witness and not is_set_up


def witness_is_another_person(case: Case) -> Iterator[Finding]:
    """An entry that needs a second person has one: active, in a role that may witness, and somebody else."""
    if not case.entry.witness:
        if needs_witness(case.entry, case.facts.user_count()):
            yield refuse("witness_missing", kind=case.entry.kind)
        return
    witness, actor = _user(case, case.entry.witness), _user(case, case.entry.actor)
    if witness is None or not witness.number("is_active"):
        yield refuse("witness_unknown", user=case.entry.witness)
    elif not set(WITNESSES).intersection(witness.text("roles").split()):
        yield refuse("witness_may_not", user=witness.text("name"))
    elif actor and witness.number("person_id") == actor.number("person_id"):
        yield refuse("witness_same_person", user=witness.text("name"))


def _user(case: Case, record: int) -> RecordFacts | None:
    found = case.record(record) if case.entry.seq == 0 else case.facts.record(record)
    return found if found and found.kind == "user" else None


def acknowledger_is_known(case: Case) -> Iterator[Finding]:
    """Whoever acknowledged the act is a person of the register."""
    if case.entry.acknowledged_by:
        person = case.record(case.entry.acknowledged_by)
        if person is None or person.kind != "person":
            yield refuse("person_unknown", person=case.entry.acknowledged_by)


def receivers_papers_are_valid(case: Case) -> Iterator[Finding]:
    """Who is handed a firearm or rounds has a licence and a course that are valid on the day."""
    if case.entry.kind != "issue":
        return
    for person_id in sorted({line.target.person for line in case.fresh_lines}):
        person = case.known(person_id)
        yield from _paper(case, person, "licence")
        yield from _paper(case, person, "course")


def _paper(case: Case, person: RecordFacts, paper: str) -> Iterator[Finding]:
    until, code = person.text(f"{paper}_expires_on"), person.text("code")
    if not case.policy.number(f"{paper}_checked"):
        return
    if not until:
        yield note(f"{paper}_unknown", person=code, person_id=person.id)
    elif until < case.day:
        yield refuse(f"{paper}_expired", person=code, person_id=person.id, until=until, day=case.day)


def an_administrator_remains(case: Case) -> Iterator[Finding]:
    """No entry leaves the register without an active director."""
    for change in case.entry.records:
        before, after = change.old, change.new
        lost_role = "director" in str(before.get("roles", "")).split() and "director" not in str(
            after.get("roles", before.get("roles", ""))
        ).split()
        switched_off = after.get("is_active", 1) == 0
        if change.kind == "user" and before and (lost_role or switched_off) and change.record == case.entry.actor:
            yield refuse("user_own_rights", user=case.name(change.record))


PEOPLE_RULES = (
    actor_may,
    witness_is_another_person,
    acknowledger_is_known,
    receivers_papers_are_valid,
    an_administrator_remains,
)
