"""Rules of certificates: one authority, one certificate for each user, each in its owner's presence, none that outlives
the key that opens it."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.certificate import AUTHORITY, PERSONAL_KINDS, SIGNER
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, note, refuse
from registry_app.domain.facts import RecordFacts

ACTS = ("found", "certify")


def _changes(case: Case) -> list[tuple[Change, RecordFacts]]:
    """The certificates that an entry describes or changes, as it leaves them."""
    return [(c, case.will_be(c.record)) for c in case.entry.records if c.kind == "certificate"]


def _in_force(case: Case) -> list[RecordFacts]:
    """The certificates that the entry leaves in force, whether their days have passed or not."""
    numbers = {found.id for found in case.facts.listed("certificate")} | {c.record for c, _found in _changes(case)}
    left = [case.will_be(number) for number in sorted(numbers)]
    return [found for found in left if found.values and not found.text("withdrawn_on")]


def certificates_come_into_force(case: Case) -> Iterator[Finding]:
    """An authority is founded by an act of its own, any other certificate is not; both on one of their days."""
    for change, found in _changes(case):
        if change.old:
            continue
        if (found.text("kind") == AUTHORITY) != (case.entry.kind == "found") or case.entry.kind not in ACTS:
            yield refuse("certificate_not_by_this_act", kind=case.entry.kind)
        is_now = found.text("valid_from_on") <= case.day <= found.text("valid_until_on")
        if not is_now or found.text("withdrawn_on"):
            yield refuse("certificate_not_in_force", until=found.text("valid_until_on"))


def certificates_are_their_owners(case: Case) -> Iterator[Finding]:
    """An authority is its founder's, an imported certificate whoever's imports it; one that the authority issues is
    for its founder, or for the user who vouches for the entry."""
    for change, found in _changes(case):
        present = {case.entry.actor, *((case.entry.witness,) if found.text("kind") == SIGNER else ())}
        if not change.old and found.number("user_id") not in present:
            yield refuse("certificate_of_another", user=case.name(found.number("user_id")))


def certificates_are_issued_by_the_authority(case: Case) -> Iterator[Finding]:
    """A certificate of the company's own is issued by the authority in force, whose founder makes the entry."""
    for change, found in _changes(case):
        if change.old or found.text("kind") != SIGNER:
            continue
        issuer = next((c for c in _in_force(case) if c.text("content_hash") == found.text("issuer_hash")), None)
        if issuer is None or issuer.text("kind") != AUTHORITY:
            yield refuse("authority_missing")
        elif issuer.number("user_id") != case.entry.actor:
            yield refuse("authority_of_another", user=case.name(issuer.number("user_id")))


def certificates_stand_alone(case: Case) -> Iterator[Finding]:
    """One authority is in force at a time, and one certificate of each user."""
    if not any(not change.old for change, _found in _changes(case)):
        return
    standing = _in_force(case)
    if sum(found.text("kind") == AUTHORITY for found in standing) > 1:
        yield refuse("authority_stands")
    owners = [found.number("user_id") for found in standing if found.text("kind") in PERSONAL_KINDS]
    for user in sorted({user for user in owners if owners.count(user) > 1}):
        yield refuse("certificate_stands", user=case.name(user))


def certificates_change_by_withdrawal(case: Case) -> Iterator[Finding]:
    """A certificate is withdrawn once, today, by its owner or a director; nothing else of it changes."""
    for change, found in _changes(case) if not case.is_undoing else ():
        if not change.old:
            continue
        before = case.known(change.record)
        if set(change.new) != {"withdrawn_on"} or before.text("withdrawn_on"):
            yield refuse("certificate_is_fixed", item=case.name(found.number("user_id")))
        elif found.text("withdrawn_on") != case.day:
            yield refuse("certificate_withdrawn_another_day", day=case.day)
        actor = case.known(case.entry.actor)
        if actor.id != found.number("user_id") and "director" not in actor.text("roles").split():
            yield refuse("certificate_of_another", user=case.name(found.number("user_id")))


def certificates_go_with_their_key(case: Case) -> Iterator[Finding]:
    """Who leaves, or gets a new key, has no certificate in force any more: nobody could open its private key."""
    if case.entry.kind != "user":
        return
    for user_id in sorted({found.number("user_id") for _change, found in _changes(case)}):
        yield note("certificate_goes_with_key", user=case.name(user_id))
    for change in case.entry.records:
        user = case.will_be(change.record)
        is_lost = bool(change.old) and ("public_key" in change.new or not user.number("is_active"))
        if change.kind == "user" and is_lost and any(c.number("user_id") == user.id for c in _in_force(case)):
            yield refuse("certificate_outlives_key", user=case.name(user.id))


CERTIFICATE_RULES = (
    certificates_come_into_force, certificates_are_their_owners, certificates_are_issued_by_the_authority,
    certificates_stand_alone, certificates_change_by_withdrawal, certificates_go_with_their_key,
)  # fmt: skip
