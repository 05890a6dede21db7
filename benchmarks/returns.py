"""The inventory return on paper against a floor: the same texts at the same coordinates, deflated, and nothing else.

    python main.py bench returns

The floor knows no width, no wrapping, no tags and no PDF: it is what any writer of such a file must at least do. It
deflates what is embedded too: the data, its schema, the colour profile and the letters of the faces. Both run in this
process, one after the other, and the ratio is that of their CPU times; the aim is 2.5 at most.

Tags make every cell an object of its own. The thousand rows are therefore measured with them, as such a return is
made, and without them, to compare with the ten thousand.
"""

import json
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.reports import fonts, inventory_lists, inventory_return
from registry_app.reports.canvas import PROFILE
from registry_app.reports.inventory_lists import Told, firearm_row

AIM = 2.5
ROUNDS = 7
PER_PAGE = 50
FACES = ("sans", "sans-bold", "narrow", "narrow-medium", "narrow-bold", "mono")
MODELS = (
    ("Taurus", "G3", "pistol", "9x19", "BR"), ("Taurus", "82", "revolver", "38spl", "BR"),
    ("Glock", "17", "pistol", "9x19", "AT"), ("Smith & Wesson", "Model 10", "revolver", "38spl", "US"),
    ("Mossberg", "500", "shotgun", "12ga", "US"), ("Bersa", "Thunder 380", "pistol", "380acp", "AR"),
)  # fmt: skip


def content(count: int) -> dict[str, Any]:
    """A return of so many firearms at eight sites, a third of them with persons."""
    firearms = [_firearm(at, count) for at in range(count)]
    issued = sum("person" in f for f in firearms)
    flows = {"opening": count, "received": 0, "found": 0, "disposed": 0, "lost": 0, "destroyed": 0, "closing": count}
    zones = {"in_transit": 0, "in_workshop": 0, "at_posts": 0, "held": 0}
    gone = {"disposed": 0, "lost": 0, "destroyed": 0}
    figures = {"total": count, "in_store": count - issued, "with_persons": issued, **zones, **gone}
    sites = sorted({f["site"] for f in firearms})
    return {
        "format": "armarium-inventory-return/1", "number": f"IR-20260630-{count}-0123ABCD",
        "as_of": {"day": "2026-06-30", "moment": "2026-06-30T23:59:59.999-05:00", "zone": "America/Bogota"},
        "made": {"moment": "2026-07-01T09:00:00.000-05:00", "user": "marta", "roles": "armorer", "build": "armarium"},
        "company": {"name": "Vigilancia Andina S.A.", "tax_id": "900.000.000-0"},
        "policy": {"jurisdiction": "generic", "edition": 1, "licence_checked": 1, "course_checked": 1,
                   "permit_checked": 1, "late_after_hours": 24, "entry": 0, "since": "2026-01-01T08:00:00.000-05:00"},
        "founders": [{"user": "marta", "roles": "director", "entry": 0, "person_code": "G-1", "person": "Marta Cano"}],
        "head": {"origin": "armarium/00000000-0000-0000-0000-000000000000", "size": count, "root": "0123abcd" * 8},
        "entries": {"total": count, "after": 0, "corrections": 0},
        "figures": {"firearms": figures, "rounds": {**dict.fromkeys(figures, 0), "expended": 0}},
        "reconciliation": {"by_kind": [{"kind": "pistol", **flows}], "total": flows},
        "sites": [{"code": s, "name": f"Site {s}", "kind": "armoury", "firearms": count // 8, "with_persons": 0,
                   "rounds": 0} for s in sites],
        "calibres": [{"calibre": "9x19", "firearms": count, "rounds": 0}],
        "firearms": firearms, "lots": [], "events": [],
    }  # fmt: skip


def _firearm(at: int, count: int) -> dict[str, Any]:
    maker, model, kind, calibre, country = MODELS[at * 7 % len(MODELS)]
    site = f"ARM-{at * 8 // count}"
    firearm = {
        "serial": f"{maker[:2].upper()}{at * 7919 % 1_000_000:06}", "maker": maker, "model": model, "kind": kind,
        "calibre": calibre, "country": country, "year": 1990 + at % 30, "permit_number": f"PT-{1_000_000 + at * 31}",
        "permit_expires_on": f"{2027 + at % 4}-{1 + at % 12:02}-{1 + at % 28:02}", "site": site,
        "place": f"{site}-{at % 9}", "place_name": f"Safe {at % 9}", "zone": "store", "state": "ready",
    }  # fmt: skip
    return firearm | ({"zone": "person", "person": f"G-{at:05}", "person_name": "Ana Ruiz"} if at % 3 == 0 else {})


def embedded(data: bytes, schema: bytes) -> list[bytes]:
    """What lies in the file beside its pages, as it is before it is deflated."""
    letters = [0, *range(32, 127)]
    faces = [fonts.font(face).face.makeSubset(letters) for face in FACES]
    return [data, schema, PROFILE.read_bytes(), *faces]


def floor(rows: Iterable[Sequence[str]], files: Iterable[bytes]) -> bytes:
    """The texts of the rows at their coordinates, page by page, and the embedded files, deflated."""
    pages: list[bytes] = [zlib.compress(file, 6) for file in files]
    page: list[str] = []
    for at, row in enumerate(rows):
        y = 780 - 13.6 * (at % PER_PAGE)
        for column, text in enumerate(row):
            shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            page.append(f"BT /F1 7 Tf 1 0 0 1 {42 + 43 * column:.2f} {y:.2f} Tm ({shown}) Tj ET")
        if at % PER_PAGE == PER_PAGE - 1:
            pages.append(zlib.compress("\n".join(page).encode("utf-8"), 6))
            page = []
    pages.append(zlib.compress("\n".join(page).encode("utf-8"), 6))
    return b"".join(pages)


def fastest(works: Iterable[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """The least CPU seconds of each work, run in turn."""
    kept = list(works)
    best = [float("inf")] * len(kept)
    for _round in range(rounds):
        for at, work in enumerate(kept):
            start = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - start)
    return best


def measure(count: int, *, is_tagged: bool) -> dict[str, Any]:
    """The return of so many firearms against its floor."""
    stated = content(count)
    memory, files = Told(), embedded(canonical(stated), inventory_return.SCHEMA_FILE.read_bytes())
    rows = [tuple(firearm_row(f, str(at), memory)) for at, f in enumerate(stated["firearms"], 1)]
    most = count if is_tagged else 0

    def write() -> bytes:
        return inventory_return.write(stated, language="en", tagged_rows=most)

    least, taken = fastest((lambda: floor(rows, files), write))
    size = len(write())
    return {
        "rows": count, "tagged": is_tagged, "columns": len(inventory_lists.FIREARM_TITLES),
        "floor_seconds": round(least, 4), "seconds": round(taken, 4), "ratio": round(taken / least, 2),
        "rows_per_second": round(count / taken), "bytes": size,
    }  # fmt: skip


def main(argv: list[str]) -> int:
    """Print the ratios for 1,000 and 10,000 rows; `--json` as one document."""
    cases = ((1_000, True), (1_000, False), (10_000, False))
    found = [measure(count, is_tagged=is_tagged) for count, is_tagged in cases]
    if "--json" in argv:
        print(json.dumps(found))
        return 0
    for f in found:
        level = "PDF/A-3a, tagged" if f["tagged"] else "PDF/A-3u"
        print(
            f"returns  {f['rows']:>7,} rows, {level}: {f['ratio']:.2f} times the floor (aim {AIM}), "
            f"{f['seconds'] * 1000:.0f} ms, {f['rows_per_second']:,} rows/s, {f['bytes'] / 1024:,.0f} KiB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
