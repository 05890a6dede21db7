"""The columns that follow from an entry and from a record's values: written by the ledger, compared by `check`."""

from collections.abc import Callable, Mapping

from registry_app.domain.declare import fields_of
from registry_app.domain.entry import Entry, Stored, canonical
from registry_app.domain.projection import derived, personal
from registry_app.domain.records import RECORDS


def columns_of(entry: Entry) -> dict[str, object]:
    """The columns of an entry's row that are read from its body."""
    subjects = entry.subjects()
    return {
        "seq": entry.seq, "id": entry.id, "kind": entry.kind, "occurred_at": entry.occurred_at,
        "recorded_at": entry.recorded_at, "actor_id": entry.actor, "witness_id": entry.witness,
        "batch": entry.batch, "corrects": entry.corrects, "settles": entry.settles(),
        "due_at": entry.due_at(), "amends": entry.amends(), "reason_code": entry.reason_code,
        "note_commit": entry.note_commit, "late_hours": entry.late_hours(),
        "subject_id": next(iter(subjects), 0), "subjects": len(subjects),
    }  # fmt: skip


def line_columns(entry: Entry) -> list[dict[str, object]]:
    """The rows of an entry's lines."""
    return [
        {
            "seq": entry.seq, "number": number, "item_id": line.item, "quantity": line.quantity,
            "source_place": line.source.place, "source_person": line.source.person,
            "source_state": line.source.state, "target_place": line.target.place,
            "target_person": line.target.person, "target_state": line.target.state,
        }
        for number, line in enumerate(entry.lines)
    ]  # fmt: skip


def record_columns(kind: str, values: Mapping[str, Stored], value_behind: Callable[[str], object]) -> dict[str, object]:
    """A record's columns as they follow from its values: personal ones looked up, derived ones computed.

    `value_behind` answers what a commitment vouches for, `None` once it is erased.
    """
    row: dict[str, object] = {name: values.get(name) for name in fields_of(RECORDS[kind])}
    commits = personal(kind, values)
    row |= {name: value_behind(commit) for name, commit in commits.items()}
    if "commits" in RECORDS[kind].__table__.columns:
        row["commits"] = canonical(commits).decode()
    return row | derived(kind, values)
