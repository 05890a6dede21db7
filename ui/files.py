"""Writing a file for the user: whole or not at all."""

import os
import tempfile
from pathlib import Path

from registry_app.domain import disk


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`, over what is there, whole or not at all. Raises `Unavailable`."""
    draft = ""
    try:
        descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as problem:
        Path(draft).unlink(missing_ok=True) if draft else None
        raise disk.unwritable(problem, path) from None
