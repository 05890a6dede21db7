"""Rules about people: who may make an entry, who must witness it, who may be handed a firearm."""

from collections.abc import Iterable, Iterator

from registry_app.domain.acts import ACTS, ARMING, WITNESSES
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
    return ACTS[entry.kind].needs_witness and not _completes_the_set_up(entry, user_count)


def _completes_the_set_up(entry: Entry, user_count: int) -> bool:
    """Whether an entry describes the second user, who could be witnessed by nobody else."""
    joining = sum(change.kind == "user" for change in entry.records)
    is_new = all(not change.old for change in entry.records)
    return entry.kind == "user" and is_new and user_count + joining <= SET_UP_USERS


def witness_is_another_person(case: Case) -> Iterator[Finding]:
    """An entry that needs a second person has one: active, in a role that may witness, and somebody else."""
    if not case.entry.witness:
        if needs_witness(case.entry, case.facts.user_count()):
            yield refuse("witness_missing", kind=case.entry.kind)
        return
    witness, actor = _user(case, case.entry.witness), _user(case, case.entry.actor)
    if witness is None or not witness.number("is_active"):
        yield refuse("witness_unknown", user=case.entry.witness)
    elif not _has_role(witness, WITNESSES):
        yield refuse("witness_may_not", user=witness.text("name"))
    elif actor and _is_same_person(actor, witness):
        yield refuse("witness_same_person", user=witness.text("name"))


def _has_role(user: RecordFacts, roles: Iterable[str]) -> bool:
    return not set(roles).isdisjoint(user.text("roles").split())


def _is_same_person(one: RecordFacts, other: RecordFacts) -> bool:
    return one.number("person_id") == other.number("person_id")


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
    if case.entry.kind not in ARMING:
        return
    arms = [line for kind in ("firearm", "lot") for line, _item in case.items(kind)]
    for person_id in sorted({line.target.person for line in arms} - {0}):
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


def two_people_remain(case: Case) -> Iterator[Finding]:
    """After every change of users there are a director and somebody else who may witness: else nothing would ever
    be witnessed again.

    So neither of the two who make the change may lose by it what they need for the next one, and the second user of
    the register must be somebody else who may witness.
    """
    if case.entry.kind != "user":
        return
    for user_id, roles in ((case.entry.actor, ("director",)), (case.entry.witness, WITNESSES)):
        if user_id in case.changes and not _keeps_rights(case, user_id, roles):
            yield refuse("user_own_rights", user=case.name(user_id))
    if not case.entry.witness and not needs_witness(case.entry, case.facts.user_count()):
        yield from _may_not_be_second(case)


def _may_not_be_second(case: Case) -> Iterator[Finding]:
    director = case.will_be(case.entry.actor)
    for user in map(case.will_be, case.changes):
        may_witness = user.number("is_active") and _has_role(user, WITNESSES) and not _is_same_person(director, user)
        if user.kind == "user" and not may_witness:
            yield refuse("second_user", user=user.text("name"))


def _keeps_rights(case: Case, user_id: int, roles: Iterable[str]) -> bool:
    before, after = case.known(user_id), case.will_be(user_id)
    return bool(after.number("is_active")) and _has_role(after, roles) and _is_same_person(before, after)


PEOPLE_RULES = (
    actor_may,
    witness_is_another_person,
    acknowledger_is_known,
    receivers_papers_are_valid,
    two_people_remain,
)
