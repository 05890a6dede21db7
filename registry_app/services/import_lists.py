"""What only the whole list tells: rows about the same record, look-alike serials, places that need others first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.errors import Finding, note, refuse
from registry_app.domain.records import Firearm
from registry_app.domain.serials import confusion_key, normalised
from registry_app.services.import_items import CLERKS
from registry_app.services.import_values import Parsed, RowFinding

_ASKED_AT_ONCE = 500
_Same = tuple[str, ...]


def remarked(session: Session, kind: str, rows: Sequence[Parsed]) -> list[Parsed]:
    """The rows, with what is to be said of them beside others: the same record twice, serials that look alike."""
    said = list(_repeated(kind, rows))
    if kind == "firearms":
        said += _look_alikes(rows, _standing_serials(session, rows))
    by_row: dict[int, list[RowFinding]] = {}
    for finding in said:
        by_row.setdefault(finding.row, []).append(finding)
    return [replace(row, findings=(*row.findings, *by_row.get(row.row.number, ()))) for row in rows]


def _repeated(kind: str, rows: Iterable[Parsed]) -> Iterator[RowFinding]:
    """Both rows are marked; the later one stays out."""
    first: dict[_Same, Parsed] = {}
    for row in rows:
        if row.is_refused:
            continue
        same = _same(kind, row)
        if same not in first:
            first[same] = row
            continue
        earlier, field = first[same], CLERKS[kind].IDENTITY[-1 if kind == "ammunition" else 0]
        yield _about(earlier, field, note("twice_in_file", field=field, row=row.row.number))
        yield _about(row, field, refuse("twice_in_file", field=field, row=earlier.row.number))


def _same(kind: str, row: Parsed) -> _Same:
    """What two rows about the same record have in common; a lot or stock may lie in several places."""
    is_stock = kind in ("ammunition", "articles")
    at = (str(row.values.get(name, "")).casefold() for name in ("place", "person")) if is_stock else ()
    return (*CLERKS[kind].identity(row.values), *at)


def _about(row: Parsed, field: str, finding: Finding) -> RowFinding:
    return RowFinding(row.row.number, field, row.row.texts.get(field, ""), finding)


def _make_and_key(serial: str, maker: str, model: str) -> _Same:
    return confusion_key(serial), maker.casefold(), model.casefold()


def _standing_serials(session: Session, rows: Iterable[Parsed]) -> dict[_Same, str]:
    """The serials on the register that look like one in the list, by look, maker and model."""
    keys = sorted({confusion_key(str(row.values["serial"])) for row in rows if not row.is_refused})
    found: dict[_Same, str] = {}
    for at in range(0, len(keys), _ASKED_AT_ONCE):
        asked = keys[at : at + _ASKED_AT_ONCE]
        query = select(Firearm.serial, Firearm.maker, Firearm.model).where(Firearm.serial_key.in_(asked))
        found |= {_make_and_key(*row): row.serial for row in session.execute(query)}
    return found


def _look_alikes(rows: Iterable[Parsed], known: dict[_Same, str]) -> Iterator[RowFinding]:
    """O and 0, I and 1, S and 5: two serials of one make that differ in nothing else are often one firearm misread."""
    for row in rows:
        if row.is_refused:
            continue
        serial, maker, model = (str(row.values[name]) for name in ("serial", "maker", "model"))
        other = known.setdefault(_make_and_key(serial, maker, model), serial)
        if normalised(other) != normalised(serial):
            yield _about(row, "serial", note("serial_looks_alike", field="serial", value=serial, other=other))


def in_order(kind: str, rows: Sequence[Parsed]) -> list[Parsed]:
    """The rows in an order in which they can be entered: a place after the one that it lies in."""
    if kind != "places":
        return list(rows)
    by_code = {str(row.values["code"]): row for row in rows if not row.is_refused}
    ordered: dict[int, Parsed] = {}
    for row in rows:
        chain = [row]
        while (above := by_code.get(str(chain[-1].values.get("parent", "")))) and above not in chain:
            chain.append(above)
        for each in reversed(chain):
            ordered.setdefault(each.row.number, each)
    return list(ordered.values())
