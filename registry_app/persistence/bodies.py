"""Looking into the bodies of entries where they lie, in the file's own dialect of SQL."""

from sqlalchemy import ColumnElement, func, literal

from registry_app.domain.rows import EntryRow


def spells(part: str) -> ColumnElement[bool]:
    """Whether the body of an entry holds a text, byte by byte: bodies are canonical JSON, so that a key in quotes and
    with its colon is found where it is a key, and nowhere else."""
    return func.instr(EntryRow.body, literal(part.encode())) > 0
