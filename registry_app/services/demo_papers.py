"""What the demo company does at the desk: marks with photos, care, renewals, custodians, returns to the authorities."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.fields import Value
from registry_app.services import (
    care,
    certificates,
    custodians,
    custody,
    documents,
    filings,
    ledger,
    renewals,
    report_table,
    signatures,
)
from registry_app.services.demo_cast import AUTHORITIES, MARKER
from registry_app.services.demo_photos import photo
from registry_app.services.demo_story import Gun, Story

TOGETHER = 20
"""Firearms marked in one entry."""
MARKED, OF = 3, 5
"""Of so many firearms so many were marked a second time."""
ROUND = 28
"""Days after which every armoury's firearms are cleaned again; every other time they are inspected as well."""
SKIPPED = 0.03
"""The share of firearms that are missed by a round of care."""
RENEWED_FOR = 1_100
"""Days for which a paper is renewed."""
ADDRESSED = next(code for code, _name, field in AUTHORITIES if field == "arms_registry_id")
REPORT_DAY = 5
"""The day of the month by which changes are reported."""


def appoint(session: Session, story: Story) -> None:
    """Each armoury gets somebody who answers for it, and has its keys."""
    for at, armoury in enumerate(story.armouries):
        armorer = story.armorers[at * len(story.armorers) // len(story.armouries)]
        custodians.hand_over(
            session, armoury=armoury, to=armorer.person_id, reason="appointment", document=f"NOMB-{at + 1}",
            by=story.witness, witness=story.director,
        )  # fmt: skip
        keys = dict.fromkeys(story.keys[armoury], 1)
        custody.issue(session, to=armorer.person_id, articles=keys, reason="appointment", by=story.witness)


def hand_over(session: Session, story: Story) -> None:
    """The second armoury changes hands, with its keys."""
    custodians.hand_over(
        session, armoury=story.armouries[1], to=story.armorers[-1].person_id, document="ACTA-EN-2", by=story.witness,
        witness=story.director,
    )  # fmt: skip


def mark(session: Session, story: Story) -> None:
    """A workshop of the State marks part of the firearms a second time; each new mark is photographed."""
    wanted = [gun for at, gun in enumerate(story.guns) if at % OF < MARKED]
    for start in range(0, len(wanted), TOGETHER):
        _marked(session, story, wanted[start : start + TOGETHER], start)


def _marked(session: Session, story: Story, guns: Sequence[Gun], start: int) -> None:
    wishes: list[Wish] = []
    contents: dict[str, bytes] = {}
    for at, gun in enumerate(guns, start + 1):
        text = f"3C-{at:05}"
        paper = documents.paper(photo(text, at), subject=gun.number, kind="photo_marks", title=f"Marca {text}")
        placeholder = documents.PAPER - at
        values: dict[str, Value] = {
            "firearm_id": gun.number, "kind": "secondary", "text": text, "spot": "Costado derecho del armazón",
            "made_by": MARKER, "made_on": story.day(), "made_under": "RES-MARC-17", "photo_id": placeholder,
        }  # fmt: skip
        wishes += [replace(paper.wish, placeholder=placeholder), Wish("mark", values)]
        if at % OF == 0:
            wishes.append(Wish("mark", {
                "firearm_id": gun.number, "kind": "slide" if gun.kind == "pistol" else "barrel", "text": gun.serial,
                "spot": "Corredera" if gun.kind == "pistol" else "Cañón",
            }))  # fmt: skip
        contents |= paper.contents
    ledger.post(session, Draft("describe", wishes=tuple(wishes), contents=contents), by=story.armorer)


def tend(session: Session, story: Story, number: int) -> None:
    """On the round of an armoury, clean what lies there, every other time after an inspection."""
    for at, armoury in enumerate(story.armouries):
        if number % ROUND == 5 + at:
            here = [g.number for g in story.guns if g.is_free and story.homes[g.home] == armoury]
            seen = [gun for gun in here if story.rng.random() > SKIPPED]
            if seen and number // ROUND % 2:
                care.clean(session, firearms=seen, by=story.armorer)
            elif seen:
                cleaned: dict[str, Value] = {"cleaned_on": story.day()}
                care.inspect(session, firearms=seen, found=dict.fromkeys(seen, cleaned), by=story.armorer)


def renew(session: Session, story: Story) -> None:
    """The permits that end first are renewed but for one, and the papers of some guards, and a contract."""
    until = (story.end + dt.timedelta(days=RENEWED_FOR)).isoformat()
    year = story.clock.day.year
    soonest = sorted((g for g in story.guns if g.is_free), key=lambda gun: gun.until)
    for at, gun in enumerate(soonest[1:4], 1):
        values: dict[str, Value] = {
            "permit_number": f"{gun.permit}-R", "permit_issued_on": story.day(), "permit_expires_on": until,
        }  # fmt: skip
        renewals.renew(session, record=gun.number, values=values, document=f"RES-{year}-{at:03}", by=story.witness)
        gun.permit, gun.until = f"{gun.permit}-R", until
    papers: dict[str, Value] = dict.fromkeys(("licence_expires_on", "course_expires_on", "fitness_expires_on"), until)
    for at, guard in enumerate(sorted(story.guards, key=lambda each: each.until)[:3], 1):
        renewals.renew(session, record=guard.number, values=papers, document=f"CRED-{year}-{at:03}", by=story.witness)
        guard.until = until
    renewals.renew(session, record=story.contracts[0], values={"ends_on": until}, document="OTROSI-1", by=story.witness)


def report_changes(session: Session, story: Story) -> None:
    """By the fifth the changes of the month before are reported, but for the last time, which is overdue."""
    day = story.clock.day
    if day.day != REPORT_DAY - 1 or day + dt.timedelta(days=1) >= _last_report(story.end):
        return
    until = day.replace(day=1) - dt.timedelta(days=1)
    head = ledger.head(session)
    content = f"Novedades {until:%Y-%m}\n{head.size} {head.root}\n".encode()
    filing = filings.file(
        session, addressee=story.authorities["security_regulator_id"], report="changes",
        from_on=until.replace(day=1).isoformat(), until_on=until.isoformat(), due_on=story.day(1), head=head,
        content=content, by=story.witness,
    ).records[0]  # fmt: skip
    filings.receipt(session, filing=filing, number=f"RAD-{until:%Y%m}", by=story.witness)


def _last_report(end: dt.date) -> dt.date:
    """The last day before the story's end on which changes were to be reported."""
    first = end.replace(day=1) if end.day > REPORT_DAY else (end.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    return first.replace(day=REPORT_DAY)


def certify(session: Session, story: Story) -> None:
    """The company founds its authority for certificates, and who signs its returns gets one."""
    certificates.found(session, by=story.director, witness=story.witness)
    certificates.certify(session, by=story.director)
    certificates.certify(session, by=story.director, witness=story.witness)


def report_inventory(session: Session, story: Story) -> None:
    """An inventory return goes to the register of arms, signed by two."""
    addressee = story.authorities["arms_registry_id"]
    content = report_table.make(session, name="inventory", suffix=".pdf", addressee=ADDRESSED, by=story.witness)
    for field, by in (("armorer", story.director), ("witness", story.witness)):
        content = signatures.sign(session, file=content, field=field, by=by).file
    story.cases["inventory"] = filings.file(
        session, addressee=addressee, report="inventory", until_on=story.day(), head=ledger.head(session),
        content=content, by=story.witness,
    ).records[0]  # fmt: skip


def receipt(session: Session, story: Story) -> None:
    """The register of arms confirms the inventory return."""
    if filing := story.cases.get("inventory"):
        filings.receipt(session, filing=filing, number=f"RC-{story.clock.day.year}-00871", by=story.witness)
