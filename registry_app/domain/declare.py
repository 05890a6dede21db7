"""How records are declared: one `field(...)` per column, read back as `Field` by whoever shows, parses or prints it."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from registry_app.domain.fields import Field, Kind

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ANY = "*"
"""What a reference refers to that may point to a record of any kind."""
_NUMERIC = ("integer", "reference", "boolean")


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Every table of the register."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base, kw_only=True, eq=False, repr=False):
    """What an entry describes: its number, unique over all kinds, and the entries that made it and changed it last."""

    __abstract__ = True
    KIND: ClassVar[str]
    LABEL: ClassVar[str]
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields whose values no two records of this kind may share."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    described_seq: Mapped[int] = mapped_column(Integer)
    changed_seq: Mapped[int] = mapped_column(Integer)


def field(
    label: str,
    kind: Kind = "text",
    *,
    required: bool = False,
    choices: Mapping[str, str] | None = None,
    max_length: int = 80,
    least: int = 0,
    most: int = 2**53 - 1,
    refers_to: str = "",
    in_table: bool = False,
    in_report: bool = False,
    help: str = "",  # noqa: A002 - the field's own word for it (design.md section 3)
    personal: bool = False,
    derived: bool = False,
    only_for: tuple[str, ...] = (),
    index: bool = False,
) -> Any:
    """A column that carries its `Field`; `personal` columns may become empty, `derived` ones are computed."""
    declared = {
        "label": label, "kind": kind, "required": required, "choices": choices or {}, "max_length": max_length,
        "least": least, "most": most, "refers_to": refers_to, "in_table": in_table, "in_report": in_report,
        "help": help, "personal": personal, "derived": derived, "only_for": only_for,
    }  # fmt: skip
    column = Integer() if kind in _NUMERIC else String(max_length)
    nullable = personal or not required
    keys = [ForeignKey(f"{refers_to}.id")] if refers_to not in ("", ANY) else []
    extra: dict[str, Any] = {"default": None} if nullable else {}
    return mapped_column(column, *keys, nullable=nullable, index=index, info={"declared": declared}, **extra)


@cache
def fields_of(record: type[Record]) -> Mapping[str, Field]:
    """The declared fields of a record class by name, in the order of declaration, derived ones included."""
    columns = record.__table__.columns
    return {c.name: Field(name=c.name, **c.info["declared"]) for c in columns if "declared" in c.info}


@cache
def entered_fields(record: type[Record]) -> Mapping[str, Field]:
    """The fields that people enter and entries carry: all but the derived ones."""
    return {name: f for name, f in fields_of(record).items() if not f.derived}
