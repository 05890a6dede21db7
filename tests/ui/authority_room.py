"""A desk of an authority with some companies, opened in a window."""

from pathlib import Path
from typing import Any

from registry_app.services.desk import Desk
from tests.domain.test_crossing import arm, event
from tests.services import sent


def share(code: str, above: int, below: int) -> dict[str, Any]:
    return {"code": code, "unit": "permille", "value": above * 1000 // below, "numerator": above, "denominator": below}


def furnished(folder: Path) -> Desk:
    """A desk that three companies sent returns to, two of which contradict each other."""
    desk = sent.desk(folder)
    arms = [arm(f"TB{n:05}") for n in range(42)] + [
        arm(f"RV{n:04}", kind="revolver", calibre="38spl") for n in range(17)
    ]
    sites = [{"code": "A", "name": "Armería Norte", "kind": "armoury", "firearms": 40, "with_persons": 3,
              "rounds": 900},
             {"code": "B", "name": "Hospital Santa Brisa", "kind": "client", "firearms": 19, "with_persons": 9,
              "rounds": 400}]  # fmt: skip
    figures = {"firearms": {"total": 59, "lost": 1}, "rounds": {"total": 1300}}
    desk.take(sent.invented("o/1", company="Vigilancia Andina S.A.", day="2026-10-31", firearms=arms, sites=sites,
                            figures=figures, jurisdiction="mx", events=[event("lose", "ZX9", day="2026-09-01")],
                            indicators=[share("verified_365", 50, 59)]))  # fmt: skip
    desk.take(sent.invented("o/2", company="Custodia del Norte Ltda.", day="2026-09-30", jurisdiction="mx",
                            firearms=[arm("TB00001"), arm("ZX9"), arm("MP1", kind="shotgun", calibre="12ga")],
                            figures={"firearms": {"total": 3, "lost": 0}, "rounds": {"total": 80}},
                            indicators=[share("verified_365", 1, 3)]))  # fmt: skip
    kept = desk.take(sent.invented("o/3", company="Seguridad Tres Ceibas S.A.", day="2026-10-31",
                                   firearms=[arm("QQ1")])).kept  # fmt: skip
    desk.receipt(kept.sha256, key=desk.key(sent.PASSPHRASE))
    return desk
