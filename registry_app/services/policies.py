"""The rules in force: a new policy takes over from its entry on, the old one stays on record."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Policy
from registry_app.services import ledger
from registry_app.services.ledger import Posted


def in_force(session: Session) -> dict[str, Value]:
    """The fields of the policy that the next entry is judged by. Raises `Damaged` when there is none."""
    columns = [Policy.__table__.c[name] for name in entered_fields(Policy)]
    row = session.execute(select(*columns).order_by(Policy.described_seq.desc()).limit(1)).mappings().first()
    if row is None:
        raise Damaged(refuse("policy_missing"))
    return {str(name): value for name, value in row.items()}


def change(
    session: Session, *, values: Mapping[str, Value], reason: str = "", note: str = "", entry_id: str = "",
    by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Let another policy take over: as the one in force, but for `values`. Witnessed; judges nothing made before."""
    wish = Wish("policy", {**in_force(session), **values})
    draft = Draft("policy", wishes=(wish,), reason_code=reason, note=note, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)
