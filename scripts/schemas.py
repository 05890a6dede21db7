"""The JSON Schemas of the declared papers, made from their declarations.

python scripts/schemas.py          after any change of a declaration

Each is written twice, the same bytes: beside its description in docs/formats, and where the program finds it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from registry_app.reports.listed_schema import schema  # noqa: E402
from registry_app.reports.package import FORMS  # noqa: E402


def files() -> Iterator[tuple[Path, bytes]]:
    """Every file with the content that it should have."""
    for name, form in FORMS.items():
        content = (json.dumps(schema(form), indent=1, ensure_ascii=False) + "\n").encode()
        yield ROOT / "docs" / "formats" / f"{name}-v1.schema.json", content
        yield ROOT / "resources" / "schemas" / f"{name}-v1.json", content


def main() -> int:
    """Write what differs."""
    for path, content in files():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
