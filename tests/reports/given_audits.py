"""Contents of an audit's papers, made without a register."""

from typing import Any

from tests.reports import given

Content = dict[str, Any]

AUDIT = {
    "code": "2026-004", "kind": "full", "method": "blind", "basis": "Art. 77", "head_size": 400, "entry": 400,
    "head_root": "1f" * 32, "place": "ARM-1", "place_name": "Armería Norte", "begun": "2026-06-30T08:00:00.000-05:00",
    "counted_until": "2026-06-30T11:00:00.000-05:00", "closed": "2026-06-30T12:00:00.000-05:00", "closing_entry": 411,
    "closed_by": ["Marta Cano", "Luis Paz"], "counted_root": "ab" * 32, "outcome": "with_differences", "user": "Ana",
}  # fmt: skip
GUN = {
    "item_kind": "firearm", "item": "SN00001", "firearm_kind": "pistol", "maker": "Taurus", "model": "G3",
    "calibre": "9x19",
}  # fmt: skip
PIECES = {
    "opening": 5, "came": 1, "left": 1, "expected": 5, "seen": 3, "not_seen": 1, "missing": 1, "beyond": 1,
}  # fmt: skip
LOT = {
    "item_kind": "lot", "item": "CB24-1", "maker": "CBC", "calibre": "9x19", "opening": 500, "came": 0, "left": 20,
    "expected": 480, "not_seen": 30, "difference": -7, "counted": 443,
}  # fmt: skip
AT = {"place": "ARM-1-A", "place_name": "Caja fuerte 1"}
SEEN = {
    "seen": "ARM-1-B", "seen_name": "Caja fuerte 2", "seen_at": "2026-06-30T09:10:00.000-05:00", "way": "photo",
    "user": "Marta Cano", "photo": "c0ffee00" * 8, "remark": "cacha rota",
}  # fmt: skip
DIFFERENCE = {
    **GUN, **AT, "kind": "missing", "expected": 1, "counted": 0, "since": "2026-06-30", "age": 12, "is_overdue": 1,
    "audit": "2026-004", "number": 90, "owner": "S-1", "owner_name": "Sara Ruiz", "due_on": "2026-07-05",
    "action": "Denuncia", "evidence": "ACTA-7", "cause": "LOS-4",
}  # fmt: skip
SETTLED = {
    **DIFFERENCE, "item": "SN00002", "settled_on": "2026-07-01", "user": "Sara Ruiz", "witness": "Luis Paz",
    "adjusted_by": [405], "is_overdue": 0,
}  # fmt: skip
MOVED = {
    **GUN, "entry": 402, "act": "issue", "moment": "2026-06-30T09:30:00.000-05:00", "user": "Ana", "quantity": 1,
    "from": "ARM-1-A", "from_name": "Caja fuerte 1", "to": "P-7", "to_name": "Banco", "receiver": "G-1",
    "receiver_name": "Pedro Gil", "book": "stayed",
}  # fmt: skip
SAMPLE = {
    "word": "cedro", "size": 3, "population": 60, "strata": [{"code": "with_guard", "population": 6, "drawn": 1}],
    "statement": {"population": 60, "sample": 3, "wrong": 1, "most_wrong": 50, "confidence_percent": 95},
}  # fmt: skip
VISIT = {
    "place": "ARM-1", "place_name": "Armería Norte", "checklist": "armoury-1", "began": "2026-06-30T10:00",
    "whole": {"answered": 2, "asked": 35, "percent": 50},
    "areas": [{"area": "doors", "answered": 2, "asked": 5, "percent": 50, "title": {"en": "Doors", "es": "Puertas"}}],
    "wanting": [{"question": "doors.door", "answer": "no", "action": "New door", "due_on": "2026-08-01",
                 "text": {"en": "Is the door of steel?", "es": "¿Es de acero la puerta?"}}],
    "before": {"began": "2026-03-30T10:00", "whole": {"answered": 1, "asked": 35, "percent": 0}},
    "changes": [{"question": "doors.door", "before": "yes", "now": "no"}],
}  # fmt: skip
TREND = [
    {"code": "2026-001", "closed_at": "2026-03-30T12:00", "accuracy": 1000, "left": 0},
    {"code": "2026-004", "closed_at": "2026-06-30T12:00", "accuracy": 934, "left": 1},
]
REMARK = {
    "kind": "remark", "text": "Falta la cerradura.", "moment": "2026-06-30T13:00:00.000-05:00", "user": "Inspectora",
    "entry": 412,
}  # fmt: skip


def report(**changes: Any) -> Content:
    """A report with one of everything."""
    kept = given.content(1)
    made = {
        "format": "armarium-audit-report/1", "number": "AR-2026-004-412-9F3A61C2",
        **{name: kept[name] for name in ("as_of", "made", "company", "head")}, "audit": AUDIT,
        "team": [{"part": "first", "person": "C-1", "person_name": "Marta Cano", "is_custodian": 0, "counted_last": 1},
                 {"part": "second", "person": "C-2", "is_custodian": 0, "counted_last": 0},
                 {"part": "custodian", "person": "S-9", "person_name": "Rosa Gil"}],
        "counted_by": [{"user": "Marta Cano", "turn": 1, "way": "scan", "sightings": 53}],
        "places": [{**AT, "sightings": 53, "first": AUDIT["begun"], "last": AUDIT["counted_until"]}],
        "tally": {"found": 3, "missing": 1},
        "account": {"pieces": [{"item_kind": "firearm", "kind": "pistol", **PIECES},
                               {"item_kind": "article", "kind": "vest", **PIECES}], "total": PIECES, "stocks": [LOT]},
        "measures": {"results": 6, "agreed": 3, "differences": 2, "seen": 3, "expected": 5, "minutes": 70,
                     "sightings": 53, "accuracy": 600, "coverage": 600},
        "results": [{**GUN, **AT, **SEEN, "result": "found", "expected": 1, "counted": 1}],
        "differences": [DIFFERENCE, SETTLED],
        "not_entered": [{"kind": "unknown", "raw": "ZX-9", "expected": 0, "counted": 1, "seen_name": "Caja fuerte 2"}],
        "not_seen": [{**GUN, **AT, "quantity": 1, "why": "person", "person": "G-1", "person_name": "Pedro Gil"}],
        "movements": [MOVED],
        "papers": [{"paper": "permit", "expired_on": "2026-05-01", **GUN, "paper_number": "PT-1"},
                   {"paper": "licence", "expired_on": "2026-04-01", "person": "G-1"},
                   {"paper": "company_licence", "expired_on": "2026-03-01"}],
        "security": [VISIT], "earlier": [{**DIFFERENCE, "audit": "2025-009", "item": "SN00009"}], "trend": TREND,
        "indicators": given.indicators(), "remarks": [REMARK],
    }  # fmt: skip
    return made | changes


def differences(**changes: Any) -> Content:
    """A list of two differences of several audits."""
    kept = given.content(1)
    made = {
        "format": "armarium-difference-list/1", "number": "DF-20260630-412-9F3A61C2",
        **{name: kept[name] for name in ("as_of", "made", "company", "head")}, "differences": [DIFFERENCE, SETTLED],
    }  # fmt: skip
    return made | changes


def hostile() -> Content:
    """A report whose names are too long, in other scripts, or look like something else."""
    rows = [_named(text, at) for at, text in enumerate(given.HOSTILE)]
    counts = {"expected": 10**9, "counted": 10**9}
    return report(
        company=given.hostile()["company"], audit=AUDIT | {"place_name": "Armería " * 14, "basis": "W" * 200},
        results=[{**row, **SEEN, **counts, "result": "found_gone", "seen_name": row["place_name"]} for row in rows],
        differences=[{**SETTLED, **row, **counts, "action": row["person_name"]} for row in rows],
        not_seen=[{**row, "quantity": 10**9, "why": "workshop"} for row in rows],
        movements=[{**MOVED, **row, "from_name": row["place_name"]} for row in rows],
    )  # fmt: skip


def _named(text: str, at: int) -> Content:
    called = {"item": text[:40], "maker": text[:60], "model": text, "place": "P", "place_name": text}
    return {**GUN, **called, "person": f"G-{at}", "person_name": text, "seen_name": text}
