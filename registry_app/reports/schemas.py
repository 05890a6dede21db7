"""The JSON Schemas of papers: ours, and those that earlier releases attached in the same version."""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "schemas"
SUFFIX = ".schema.json"
"""What the attached file's name ends with."""
_FORMAT = re.compile("armarium-([a-z]+(?:-[a-z]+)*)/([0-9]{1,4})")


def ours(format_: str) -> bytes:
    """The schema of a format (`armarium-inventory-return/1`) as this release attaches it; none where it has none."""
    found = _FORMAT.fullmatch(format_)
    path = FOLDER / f"{found[1]}-v{found[2]}.json" if found else FOLDER
    return path.read_bytes() if path.is_file() else b""


def is_known(format_: str, schema: bytes) -> bool:
    """Whether a schema is ours, or one that an earlier release attached."""
    return schema == ours(format_) or hashlib.sha256(schema).hexdigest() in _earlier().get(format_, ())


@cache
def _earlier() -> dict[str, frozenset[str]]:
    told = tomllib.loads((FOLDER / "earlier.toml").read_text("utf-8"))
    return {
        f"armarium-{name.rpartition('-v')[0]}/{name.rpartition('-v')[2]}": frozenset(sums.values())
        for name, sums in told.items()
    }
