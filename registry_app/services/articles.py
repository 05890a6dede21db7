"""What belongs to a firearm: its magazines, its permit card."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Article


def belonging(session: Session, *, firearm: int) -> list[tuple[int, str, str, str]]:
    """The articles that belong to a firearm: number, code, description, kind."""
    query = select(Article.id, Article.code, Article.name, Article.kind).where(Article.firearm_id == firearm)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query.order_by(Article.kind, Article.code))]
