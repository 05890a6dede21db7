"""What a list shows, as a file: exactly the records that it lists, in its order, with the columns that it shows."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.i18n import _
from registry_app.persistence import sheet_files
from registry_app.services import exports, listing
from registry_app.services.listing import Listing

Headed = Mapping[str, str]
"""The columns that are wanted, by key, with the headings (msgids) that the list gives them."""


def make(session: Session, shown: Listing, *, ids: Sequence[int], headed: Headed, name: str, suffix: str) -> bytes:
    """The records `ids` of a list as a file with `suffix`; `name` (a msgid) is that of the list.

    Raises `Refused` for an unknown suffix.
    """
    rows = (row[1:] for row in listing.all_rows(session, shown, ids, keys=list(headed)))
    return written(rows, [(shown.fields[key], heading) for key, heading in headed.items()], name=name, suffix=suffix)


def written(
    rows: Iterable[Sequence[Value]], columns: Sequence[tuple[Field, str]], *, name: str, suffix: str
) -> bytes:  # fmt: skip
    """Rows of stored values as a file, each value told by the field of its column under the column's heading (a msgid).

    JSON holds codes and numbers by the names of the fields; the others hold what people read, every cell as text.
    """
    if suffix not in exports.SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=exports.SUFFIXES))
    fields = [field for field, _heading in columns]
    if suffix == ".json":
        told = [{field.name: value for field, value in zip(fields, row, strict=True)} for row in rows]
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    headings = [_(heading) for _field, heading in columns]
    shown = ([exports.shown(field, value) for field, value in zip(fields, row, strict=True)] for row in rows)
    write = {".csv": sheet_files.csv_text, ".xlsx": lambda *table: sheet_files.xlsx(_(name), *table)}[suffix]
    return write(headings, shown)
