"""Alembic's way in: runs the revisions on the connection that `upgrade` hands over."""

from alembic import context

from registry_app.domain import records, rows  # noqa: F401 - they declare the tables
from registry_app.domain.declare import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
