"""The register complete: articles, marks, documents, cases, discharges, filings; more fields; due days of entries."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ADDED: dict[str, tuple[str, dict[str, int]]] = {
    "lot": ("year", {"pack_size": 0, "hazard_division": 80, "compatibility_group": 80, "best_before": 80,
        "propellant_mg": 0}),
    "person": ("course_expires_on", {"course_name": 60, "fitness_expires_on": 80, "card": 64, "joined_on": 80,
        "left_on": 80}),
    "policy": ("late_after_hours", {"fitness_checked": 0, "loss_hours": 0, "change_days": 0, "change_day": 0,
        "closure_days": 0, "guards_per_firearm": 0, "firearms_authorised": 0, "rounds_authorised": 0,
        "rounds_per_firearm": 0, "rounds_carried": 0, "calibres_allowed": 400, "retention_years": 0,
        "audit_days": 0, "clean_days": 0, "inspect_days": 0, "rotate_days": 0, "notice_days": 0, "shift_hours":
        0}),
    "place": ("parent_id", {"address": 200, "grade": 80, "custodian_id": 0, "contract_number": 40, "starts_on":
        80, "ends_on": 80}),
    "company": ("address", {"arms_registry_id": 0, "security_regulator_id": 0, "closing_on": 80}),
    "firearm": ("permit_expires_on", {"permit_kind": 80, "permit_issued_on": 80, "registration_number": 40,
        "barrel_mm": 0, "ballistic_number": 40, "ballistic_on": 80, "acquired_from": 120, "acquired_by": 60,
        "acquired_on": 80, "condition": 80, "rounds_fired": 0, "cleaned_on": 80, "inspected_on": 80, "home_id":
        0}),
}  # fmt: skip
"""By table: the column that the new ones follow, and each new one with the length of its text, 0 for a number."""

_NUMBER = re.compile("[0-9]{1,15}")
_REFERENCES = (
    ("place", "custodian_id", "person"), ("company", "arms_registry_id", "place"),
    ("company", "security_regulator_id", "place"), ("firearm", "home_id", "place"),
)  # fmt: skip
_INDEXES = (
    ("firearm", ["home_id"]), ("firearm", ["permit_expires_on"]), ("firearm", ["cleaned_on"]),
    ("firearm", ["inspected_on"]), ("lot", ["best_before"]), ("person", ["card"]),
)  # fmt: skip


def upgrade() -> None:
    """Make the new tables, add the new columns in the order of declaration, and read from each body what is new."""
    _make_tables()
    for table, (after, columns) in _ADDED.items():
        _add(table, after, columns)
    for table, columns_ in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns_)}", table, columns_, unique=False)
    held = sa.text("state NOT IN ('ready', 'loaded', 'sealed')")
    op.create_index("ix_balance_held", "balance", ["item_id"], unique=False, sqlite_where=held)
    op.add_column("entry", sa.Column("due_at", sa.Integer(), server_default="0", nullable=False))
    op.add_column("entry", sa.Column("amends", sa.Integer(), server_default="0", nullable=False))
    _read_bodies(op.get_bind())
    op.create_index("ix_entry_due_at", "entry", ["due_at"], unique=False, sqlite_where=sa.text("due_at > 0"))
    op.create_index("ix_entry_amends", "entry", ["seq"], unique=False, sqlite_where=sa.text("amends > 0"))
    op.create_index("ix_entry_kind_seq", "entry", ["kind", "seq"], unique=False)


def _add(table: str, after: str, columns: dict[str, int]) -> None:
    """Rebuild a table with columns in the middle; the rows keep their numbers."""
    with op.batch_alter_table(table, recreate="always") as batch:
        for name, length in columns.items():
            kind: sa.types.TypeEngine[Any] = sa.String(length) if length else sa.Integer()
            batch.add_column(sa.Column(name, kind, nullable=True), insert_after=after)
            after = name
        for _table, name, other in (r for r in _REFERENCES if r[0] == table):
            batch.create_foreign_key(op.f(f"fk_{table}_{name}"), other, [name], ["id"])


def _read_bodies(connection: sa.Connection) -> None:
    """`due_at` and `amends` of the entries that stand, from their bodies."""
    rows = connection.exec_driver_sql(
        "SELECT seq, body FROM entry WHERE instr(body, ?) OR instr(body, ?)", (b'"kind":"due"', b'"old":{"')
    ).all()
    for seq, body in rows:
        told = json.loads(body)
        due = next((ref["value"] for ref in told["refs"] if ref["kind"] == "due"), "0")
        amends = sum(1 for change in told["records"] if change["old"])
        connection.exec_driver_sql(
            "UPDATE entry SET due_at = ?, amends = ? WHERE seq = ?",
            (int(due) if _NUMBER.fullmatch(due) else 0, amends, seq),
        )


def _make_tables() -> None:
    op.create_table(
        "content",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_content")),
    )
    op.create_table(
        "document",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("dated_on", sa.String(length=80), nullable=True),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_content_hash"), "document", ["content_hash"], unique=False)
    op.create_index(op.f("ix_document_subject_id"), "document", ["subject_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("moment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("moment", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "filing",
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.String(length=80), nullable=False),
        sa.Column("from_on", sa.String(length=80), nullable=True),
        sa.Column("until_on", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.String(length=80), nullable=True),
        sa.Column("filed_on", sa.String(length=80), nullable=False),
        sa.Column("head_size", sa.Integer(), nullable=False),
        sa.Column("head_root", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("receipt_number", sa.String(length=60), nullable=True),
        sa.Column("receipted_on", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["place.id"], name=op.f("fk_filing_addressee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
    )
    op.create_index(op.f("ix_filing_addressee_id"), "filing", ["addressee_id", "number"], unique=False)
    op.create_table(
        "loss",
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("discovered_at", sa.String(length=80), nullable=False),
        sa.Column("happened_at", sa.String(length=80), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("spot", sa.String(length=200), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("circumstances", sa.String(length=400), nullable=True),
        sa.Column("documents_lost", sa.String(length=200), nullable=True),
        sa.Column("police_number", sa.String(length=60), nullable=True),
        sa.Column("police_at", sa.String(length=80), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("notice_number", sa.String(length=60), nullable=True),
        sa.Column("notified_at", sa.String(length=80), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("closed_on", sa.String(length=80), nullable=True),
        sa.Column("commits", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_loss_place_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_loss_person_id")),
        sa.ForeignKeyConstraint(["authority_id"], ["place.id"], name=op.f("fk_loss_authority_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_loss_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loss")),
    )
    op.create_table(
        "article",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("is_single", sa.Integer(), nullable=False),
        sa.Column("maker", sa.String(length=60), nullable=True),
        sa.Column("model", sa.String(length=125), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("calibre", sa.String(length=80), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("firearm_id", sa.Integer(), nullable=True),
        sa.Column("opens_id", sa.Integer(), nullable=True),
        sa.Column("protection", sa.String(length=40), nullable=True),
        sa.Column("expires_on", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firearm_id"], ["firearm.id"], name=op.f("fk_article_firearm_id")),
        sa.ForeignKeyConstraint(["opens_id"], ["place.id"], name=op.f("fk_article_opens_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_code"), "article", ["code"], unique=False)
    op.create_index(op.f("ix_article_expires_on"), "article", ["expires_on"], unique=False)
    op.create_index(op.f("ix_article_firearm_id"), "article", ["firearm_id"], unique=False)
    op.create_index(op.f("ix_article_opens_id"), "article", ["opens_id"], unique=False)
    op.create_table(
        "discharge",
        sa.Column("firearm_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("happened_at", sa.String(length=80), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("spot", sa.String(length=200), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("harm", sa.String(length=80), nullable=False),
        sa.Column("damage", sa.String(length=80), nullable=False),
        sa.Column("circumstances", sa.String(length=400), nullable=True),
        sa.Column("police_number", sa.String(length=60), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("notice_number", sa.String(length=60), nullable=True),
        sa.Column("notified_at", sa.String(length=80), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.String(length=80), nullable=True),
        sa.Column("commits", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firearm_id"], ["firearm.id"], name=op.f("fk_discharge_firearm_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_discharge_person_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_discharge_place_id")),
        sa.ForeignKeyConstraint(["authority_id"], ["place.id"], name=op.f("fk_discharge_authority_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_discharge_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discharge")),
    )
    op.create_index(op.f("ix_discharge_firearm_id"), "discharge", ["firearm_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("firearm_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column("spot", sa.String(length=60), nullable=True),
        sa.Column("made_by", sa.String(length=120), nullable=True),
        sa.Column("made_on", sa.String(length=80), nullable=True),
        sa.Column("made_under", sa.String(length=60), nullable=True),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firearm_id"], ["firearm.id"], name=op.f("fk_mark_firearm_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["document.id"], name=op.f("fk_mark_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_firearm_id"), "mark", ["firearm_id"], unique=False)
