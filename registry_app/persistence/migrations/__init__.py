"""How a register's tables come to be what this release needs: Alembic revisions, sealed again after each."""
