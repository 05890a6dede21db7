"""Every kind of paper of the demo company in every language, on A4 and Letter: python -m tests.reports.pictures
[OUT] [PAPER...]

In each list one firearm has a model of 125 letters without a space, the next one of as many with spaces. The pages lie
in OUT/PAPER/LANGUAGE-SIZE-PAGE.png (docs/pictures/all/papers: not kept in the repository); of each paper
docs/pictures/papers/PAPER.webp shows the first and the last pages, a row for each language and size.
"""

import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Audit, Discharge, Filing, Firearm, Loss, Place
from registry_app.domain.rows import EntryRow
from registry_app.i18n import LANGUAGES
from registry_app.services import (
    audit_returns,
    closures,
    count_sheets,
    deposit_lists,
    recovery_kits,
    report_table,
    returns,
    slips,
)
from registry_app.services import register as registers
from registry_app.services.frame import Asked
from registry_app.services.register import Register
from tests.reports import every, given_listed, papers
from tests.ui.shots import made

Content = dict[str, Any]
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZES = ("a4", "letter")
FIRST, LAST, WIDTH, HEIGHT, QUALITY = 3, 2, 212, 300, 32
DPI = 90
DAYS = 2
"""So long are periods: a page or two of the demo company's doings."""


def contents(register: Register) -> dict[str, Content]:
    """What each kind of paper says of the company; of those that it has nothing for, what tests give them."""
    told = {name: make() for name, make in every.CONTENTS.items()}
    return {**told, **register.read(_reports, register), **register.read(_others, register)}


def _reports(session: Session, register: Register) -> dict[str, Content]:
    until = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    days = {"from_on": (until - dt.timedelta(days=DAYS)).isoformat(), "until_on": until.isoformat()}
    sent = select(EntryRow.seq).where(EntryRow.kind == "send").order_by(EntryRow.seq.desc())
    asked: Mapping[str, Mapping[str, Any]] = {
        "moment": {}, "period": days, "loss": {"record": session.scalars(select(Loss.id)).first()},
        "discharge": {"record": session.scalars(select(Discharge.id)).first()},
        "firearm": {"record": session.scalars(select(Firearm.id)).first()},
        "delivery": {"entry": session.scalars(sent).first()},
    }  # fmt: skip
    found = {}
    for name, report in report_table.REPORTS.items():
        given = {**asked[report.of], **_told_to(session, name)}
        found[name], _entries = report_table.gather(session, name, Asked(register.actor, **given))
    return found


def _told_to(session: Session, name: str) -> Mapping[str, str]:
    """Changes are told to an authority that got a return before."""
    had = select(Place.code).join(Filing, Filing.addressee_id == Place.id)
    return {"addressee": session.scalars(had).first() or ""} if name == "changes" else {}


def _others(session: Session, register: Register) -> dict[str, Content]:
    by, audits = register.actor, list(session.scalars(select(Audit)))
    handed = session.scalars(select(EntryRow.seq).where(EntryRow.kind == "issue").order_by(EntryRow.seq.desc())).first()
    told = [audit_returns.report(session, audit=each.id, by=by) for each in audits]
    still = next((each.id for each in audits if not each.closed_at), 0)
    inventory = returns.inventory(session, by=by)
    return {
        "audit": max(told, key=lambda each: len(str(each))),
        "differences": audit_returns.differences(session, by=by),
        "deposit": deposit_lists.content(closures.state(session), inventory),
        "recovery-kit": recovery_kits.content(session, code=every.CODE, folder="demo.armarium", by=by),
        **({"slip": slips.content(session, handed)} if handed else {}),
        **({"count-sheet": count_sheets.content(session, audit=still, by=by)} if still else {}),
    }  # fmt: skip


def called(content: Content) -> Content:
    """The same with a long model in the first two rows of each list that tells models."""
    told = dict(content)
    for key, rows in content.items():
        if isinstance(rows, list):
            there = [at for at, row in enumerate(rows) if isinstance(row, dict) and "model" in row]
            models = dict(zip(there, (every.ONE_WORD, given_listed.LONG_MODEL), strict=False))
            told[key] = [{**row, "model": models[at]} if at in models else row for at, row in enumerate(rows)]
    return told


def shown(file: bytes) -> Iterator[Image.Image]:
    """The first and the last pages of a paper."""
    document = papers.opened(file)
    many = len(document)
    for number in sorted({*range(min(FIRST, many)), *range(max(0, many - LAST), many)}):
        yield document[number].render(scale=DPI / 72).to_pil().convert("RGB")


def take(name: str, content: Content, out: Path) -> Image.Image:
    """Draw a paper in every language and size, and lay the pages beside each other."""
    rows = list(product(LANGUAGES, SIZES))
    sheet = Image.new("RGB", (WIDTH * (FIRST + LAST), HEIGHT * len(rows)), "grey")
    (out / name).mkdir(parents=True, exist_ok=True)
    for row, (language, size) in enumerate(rows):
        file = every.written(name, content, paper=size, language=language)
        for column, picture in enumerate(shown(file)):
            picture.save(out / name / f"{language}-{size}-{column + 1}.png")
            picture.thumbnail((WIDTH - 4, HEIGHT - 4), Image.Resampling.LANCZOS)
            sheet.paste(picture, (column * WIDTH + 2, row * HEIGHT + 2))
    return sheet


def main(arguments: Sequence[str]) -> None:
    """Take the pictures of some kinds of paper, or of all."""
    out = Path(arguments[0]) if arguments else PICTURES / "all" / "papers"
    folder = Path(tempfile.gettempdir()) / "armarium-shots"
    made(folder)
    user = json.loads((folder / "demo.json").read_text("utf-8"))["users"][0]
    with registers.unlock(folder / "demo.armarium", user=user["name"], passphrase=user["passphrase"]) as register:
        told = contents(register)
    (PICTURES / "papers").mkdir(parents=True, exist_ok=True)
    for name in arguments[1:] or told:
        take(name, called(told[name]), out).save(PICTURES / "papers" / f"{name}.webp", quality=QUALITY)


if __name__ == "__main__":
    main(sys.argv[1:])
