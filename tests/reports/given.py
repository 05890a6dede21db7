"""Contents of returns, made without a register: what a test does not name is the same everywhere."""

from typing import Any

Content = dict[str, Any]

ZONES = {"in_transit": 0, "in_workshop": 0, "at_posts": 0, "held": 0}
FLOWS = {"received": 0, "found": 0, "disposed": 0, "lost": 0, "destroyed": 0}
POLICY = {
    "jurisdiction": "generic", "edition": 1, "licence_checked": 1, "course_checked": 1, "permit_checked": 1,
    "late_after_hours": 24, "entry": 0, "since": "2026-01-01T08:00:00.000-05:00",
}  # fmt: skip
HEAD = {"origin": "armarium/11111111-2222-4333-8444-555555555555", "size": 412, "root": "9f3a61c2" * 8}
NUMBER = "IR-20260630-412-9F3A61C2"


def firearm(at: int = 1, **changes: Any) -> dict[str, Any]:
    """A pistol in the armoury ARM-1."""
    made = {
        "serial": f"SN{at:05}", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19",
        "country": "BR", "year": 2019, "permit_number": f"PT-{at}", "permit_expires_on": "2028-05-01",
        "site": "ARM-1", "place": "ARM-1-A", "place_name": "Caja fuerte 1", "zone": "store", "state": "ready",
    }  # fmt: skip
    return made | changes


def lot(number: str = "CB24-1", **changes: Any) -> dict[str, Any]:
    """A lot of 500 rounds, 20 of them used up and 30 with persons."""
    made = {
        "lot_number": number, "calibre": "9x19", "maker": "CBC", "load": "service", "year": 2024, "opening": 500,
        **FLOWS, "expended": 20, "closing": 480, "in_store": 450, "with_persons": 30, **ZONES,
    }  # fmt: skip
    return made | changes


def event(**changes: Any) -> dict[str, Any]:
    """A pistol lost by robbery."""
    made = {
        "entry": 57, "kind": "lose", "occurred": "2026-05-02T21:00:00.000-05:00", "reason": "robbery", "user": "marta",
        "witness": "luis", "document": "DEN-2026-1", "item": "SN90001", "item_kind": "firearm", "maker": "Taurus",
        "model": "G3", "quantity": 1,
    }  # fmt: skip
    return made | changes


def content(count: int = 3, **changes: Any) -> dict[str, Any]:
    """A return of so many pistols, one lot and one loss."""
    firearms = changes.pop("firearms", [firearm(at) for at in range(1, count + 1)])
    lots, events = changes.pop("lots", [lot()]), changes.pop("events", [event()])
    held, rounds = len(firearms), sum(each["closing"] for each in lots)
    account = {"opening": held + 1, **FLOWS, "lost": 1, "closing": held}
    gone = {"disposed": 0, "lost": 1, "destroyed": 0}
    made = {
        "format": "armarium-inventory-return/1", "number": NUMBER,
        "as_of": {"day": "2026-06-30", "moment": "2026-06-30T23:59:59.999-05:00", "zone": "America/Bogota"},
        "made": {"moment": "2026-07-01T09:00:00.000-05:00", "user": "marta", "roles": "armorer", "person": "Marta Cano",
                 "build": "armarium 0.1.0"},
        "company": {"name": "Vigilancia Andina S.A.", "tax_id": "900.000.000-0", "licence_number": "L-1",
                    "licence_expires_on": "2027-01-31", "address": "Calle 1 # 2-3, Bogotá"},
        "policy": POLICY, "head": HEAD, "entries": {"total": 412, "after": 0, "corrections": 1},
        "founders": [{"user": "ana", "roles": "director", "entry": 0, "person_code": "ANA", "person": "Ana Ruiz"}],
        "figures": {
            "firearms": {"total": held, "in_store": held, "with_persons": 0, **ZONES, **gone},
            "rounds": {"total": rounds, "in_store": rounds, "with_persons": 0, **ZONES, **gone, "expended": 20},
        },
        "reconciliation": {"by_kind": [{"kind": "pistol", **account}] if held else [], "total": account},
        "sites": [{"code": "ARM-1", "name": "Armería Norte", "kind": "armoury", "firearms": held, "with_persons": 0,
                   "rounds": rounds}],
        "calibres": [{"calibre": "9x19", "firearms": held, "rounds": rounds}],
        "firearms": firearms, "lots": lots, "events": events,
    }  # fmt: skip
    return made | changes


def indicators(**changes: Any) -> list[dict[str, Any]]:
    """Every indicator, of a company with 340 firearms and some losses; `changes` are values by code."""
    told = {
        "firearms_per_guard": ("hundredths", 34, 340, 1_000), "verified_90": ("permille", 724, 246, 340),
        "verified_365": ("permille", 982, 334, 340), "marks_photographed": ("permille", 641, 218, 340),
        "marked_again": ("permille", 415, 141, 340), "unaccounted": ("count", 3, None, None),
        "unaccounted_rate": ("hundredths", 589, 2, 123_960), "recovered": ("permille", 400, 2, 5),
        "hours_to_report": ("hundredths", 650, None, 4), "reported_in_time": ("permille", 750, 3, 4),
        "open_cases": ("count", 3, None, None), "open_cases_7": ("count", 1, None, None),
        "open_cases_30": ("count", 0, None, None), "open_cases_90": ("count", 2, None, None),
        "open_cases_older": ("count", 0, None, None), "permits_expired": ("count", 4, 4, 340),
        "licences_expired": ("count", 12, 12, 1_020), "fitness_expired": ("count", 7, 7, 1_020),
        "company_licence_expired": ("count", 0, None, None), "out_over_shift": ("count", 9, 9, 188),
        "lot_variance": ("hundredths", 1_250, 10, 8_000),
    }  # fmt: skip
    made = []
    for code, (unit, value, numerator, denominator) in told.items():
        parts = {"numerator": numerator, "denominator": denominator}
        given = {name: part for name, part in parts.items() if part is not None}
        made.append({"code": code, "unit": unit, "value": changes.get(code, value), **given})
    return made


HOSTILE = (
    "W" * 40, "١٢٣٤٥", "😀" * 10, "A-" * 20, "007", "1-2", "=1+1", "\\(evil)\\", "ŁőğŞ", "Серия", "武器", "a" * 125,
    "שלום " * 24,
)  # fmt: skip


def hostile() -> dict[str, Any]:
    """Names that are too long, in other scripts, or look like something else."""
    firearms = [
        firearm(at, serial=text[:40], maker=text[:60], model=text, place_name=text, importer=text[:60], zone="person",
                person=f"G-{at}", person_name=text)
        for at, text in enumerate(HOSTILE, 1)
    ]  # fmt: skip
    company = {"name": "Compañía de Vigilancia, Custodia y Transporte de Valores " * 2, "address": "Avenida " * 25}
    lots = [lot(text[:40], maker=text[:60], in_store=10**12, closing=10**12 + 30, opening=10**12) for text in HOSTILE]
    made = content(
        firearms=firearms, lots=lots, company=company, events=[event(item=t[:40], document=t) for t in HOSTILE]
    )
    made["sites"][0]["name"] = "Armería " * 15
    return made | {"addressee": {"code": "A", "name": "Superintendencia de Armas y Municiones " * 3}}
