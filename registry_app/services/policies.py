"""The rules in force: a new policy takes over from its entry on, the old one stays on record."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged, refuse
from registry_app.domain.fields import Value
from registry_app.domain.jurisdiction_form import CHOSEN, LICENSED
from registry_app.domain.records import Policy
from registry_app.domain.rules import NEWEST
from registry_app.services import jurisdictions, ledger
from registry_app.services.ledger import Posted


def in_force(session: Session) -> dict[str, Value]:
    """The fields of the policy that the next entry is judged by. Raises `Damaged` when there is none."""
    columns = [Policy.__table__.c[name] for name in entered_fields(Policy)]
    row = session.execute(select(*columns).order_by(Policy.described_seq.desc()).limit(1)).mappings().first()
    if row is None:
        raise Damaged(refuse("policy_missing"))
    return {str(name): value for name, value in row.items()}


def of(jurisdiction: str) -> dict[str, Value]:
    """What the policy of a jurisdiction is made of: the newest edition of the rules, and the limits of its file.

    What neither the file nor the one that it rests on sets is as careful practice has it. Raises `Refused` when the
    file is wrong or missing, `Unavailable` when it cannot be read.
    """
    return {**_CAREFUL, **jurisdictions.load(jurisdiction).limits(), "jurisdiction": jurisdiction, "edition": NEWEST}


_CAREFUL: Mapping[str, Value] = {
    "licence_checked": 1, "course_checked": 1, "permit_checked": 1, "late_after_hours": 24,
}  # fmt: skip


def adopt(
    session: Session, *, jurisdiction: str, values: Mapping[str, Value] | None = None, reason: str = "",
    note: str = "", entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Let the rules of a jurisdiction take over as its file states them now, but for `values`, such as what the
    company's own licence authorises. Witnessed; judges nothing made before. Raises as `of`, and `Refused`."""
    company = {name: in_force(session).get(name) for name in (*LICENSED, *CHOSEN)}
    wish = Wish("policy", {**company, **of(jurisdiction), **(values or {})})
    draft = Draft("policy", wishes=(wish,), reason_code=reason, note=note, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def change(
    session: Session, *, values: Mapping[str, Value], reason: str = "", note: str = "", entry_id: str = "",
    by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Let another policy take over: as the one in force, but for `values`. Witnessed; judges nothing made before."""
    wish = Wish("policy", {**in_force(session), **values})
    draft = Draft("policy", wishes=(wish,), reason_code=reason, note=note, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)
