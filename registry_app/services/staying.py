"""What somebody still has when others of his things came back: on the slip and in the text that he acknowledges."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry_app.domain.rows import BalanceRow, LineRow, MentionRow


def with_person(session: Session, person: int) -> Counter[int]:
    """How much of each item a person has now, in the order of their numbers."""
    query = select(BalanceRow.item_id, BalanceRow.quantity).where(BalanceRow.person_id == person)
    found: Counter[int] = Counter()
    for item, quantity in session.execute(query.where(BalanceRow.quantity > 0).order_by(BalanceRow.item_id)):
        found[item] += quantity
    return found


def after(session: Session, person: int, seq: int) -> dict[int, int]:
    """How much of each item a person had right after entry `seq`: what he has now, later entries taken back."""
    had = with_person(session, person)
    later = (
        select(LineRow.item_id, LineRow.quantity, LineRow.source_person, LineRow.target_person)
        .join(MentionRow, MentionRow.seq == LineRow.seq)
        .where(MentionRow.record_id == person, MentionRow.seq > seq)
        .where(or_(LineRow.source_person == person, LineRow.target_person == person))
    )
    for item, quantity, source, target in session.execute(later):
        had[item] += quantity * ((source == person) - (target == person))
    return {item: had[item] for item in sorted(had) if had[item] > 0}


def beside(session: Session, person: int, back: Mapping[int, int]) -> dict[int, int]:
    """How much of each item a person keeps when so much of each comes back, or is used up."""
    left = with_person(session, person)
    left.subtract(back)
    return {item: left[item] for item in sorted(left) if left[item] > 0}
