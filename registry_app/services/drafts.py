"""Drafts: what a user has typed in the window and not saved, kept in the encrypted register so that a crash loses none.

They are notes beside the ledger: no entry is made, and nothing that is held changes.
"""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.rows import DraftRow


def keep(session: Session, *, by: Actor, pages: Mapping[str, str]) -> None:
    """Keep for whoever works what he typed on some pages, in place of what was kept of them; an empty text erases."""
    session.execute(delete(DraftRow).where(DraftRow.user_id == by.user_id, DraftRow.page.in_(pages)))
    now = session.info["clock"]()
    shared = {"user_id": by.user_id, "saved_at": now}
    if rows := [{**shared, "page": page, "content": content} for page, content in pages.items() if content]:
        session.execute(insert(DraftRow), rows)


def kept(session: Session, *, user: int) -> dict[str, str]:
    """By page what was kept for a user (by the number of his record)."""
    rows = session.execute(select(DraftRow.page, DraftRow.content).where(DraftRow.user_id == user))
    return {row.page: row.content for row in rows}
