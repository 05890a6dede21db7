"""What goes wrong at the demo company: shots and a robbery, papers that are lost, and how each case goes on."""

import datetime as dt

from sqlalchemy.orm import Session

from registry_app.domain.fields import Value
from registry_app.services import clock, discharges, holds, losses
from registry_app.services.demo_story import Out, Story, take_back


def shoot(session: Session, story: Story) -> None:
    """Two shots in self-defence, signed by the guard, the armorer and the director; the firearm is kept as evidence."""
    out = story.armed()
    if out is None or out.lot is None:
        return
    now, year = clock.minute(session), story.clock.day.year
    told: dict[str, Value] = {
        "kind": "self_defence", "happened_at": now, "spot": "Acceso vehicular", "harm": "none", "damage": "minor",
        "circumstances": "Dos disparos al aire frente a tres asaltantes armados.", "police_number": f"FGN-{year}-00417",
        **_told(story, f"NOT-{year}-031", now),
    }  # fmt: skip
    story.cases["discharge"] = discharges.record(
        session, firearm=out.gun.number, person=out.guard.number, values=told, rounds={out.lot.number: 2},
        reason="self_defence", by=story.armorer, witness=story.director,
    ).records[0]  # fmt: skip
    take_back(session, story, Out(out.gun, out.lot, out.rounds - 2, out.guard, out.vest))
    out.gun.is_free = False
    holds.hold(
        session, item=out.gun.number, state="held:evidence", reason="evidence", document=f"FGN-{year}-00417",
        due_at=story.clock.in_days(240), by=story.armorer,
    )  # fmt: skip


def _told(story: Story, number: str, now: str) -> dict[str, Value]:
    """That the authority was told at once, and who follows it up."""
    return {
        "authority_id": story.authorities["arms_registry_id"], "notice_number": number, "notified_at": now,
        "owner_id": story.witness.person_id,
    }  # fmt: skip


def _before(now: str, minutes: int) -> str:
    """The minute so many minutes before another of the same clock."""
    return (dt.datetime.fromisoformat(now) - dt.timedelta(minutes=minutes)).isoformat(timespec="minutes")


def close_discharge(session: Session, story: Story) -> None:
    """The inquiry into the shots ends; the firearm stays with the evidence."""
    if case := story.cases.get("discharge"):
        discharges.follow_up(session, case=case, values={"closed_on": story.day()}, by=story.witness)


# Losses.


def rob(session: Session, story: Story) -> None:
    """A guard is robbed of firearm and rounds on the way to the post; police and authority are told at once."""
    out = story.armed()
    if out is None or out.lot is None:
        return
    now, year = clock.minute(session), story.clock.day.year
    told: dict[str, Value] = {
        "discovered_at": _before(now, 50), "happened_at": _before(now, 65), "person_id": out.guard.number,
        "spot": "Vía de acceso al puesto", "circumstances": "Tres hombres en dos motos lo despojan del arma.",
        "police_number": f"DEN-{year}-11873", "police_at": _before(now, 30), **_told(story, f"NOT-{year}-044", now),
    }  # fmt: skip
    items = {out.gun.number: 1, out.lot.number: out.rounds} | ({out.vest: 1} if out.vest else {})
    story.cases["robbery"] = losses.report(
        session, items=items, values=told, reason="robbery", person=out.guard.number, document=f"DEN-{year}-11873",
        by=story.armorer, witness=story.witness,
    ).records[0]  # fmt: skip
    story.cases["robbed"] = out.gun.number
    out.gun.is_free = False


def recover(session: Session, story: Story) -> None:
    """The police give the firearm back; the rounds stay missing."""
    case = story.cases.get("robbery")
    gun = next((g for g in story.guns if case and g.number == story.cases["robbed"]), None)
    if case and gun:
        holds.find(
            session, item=gun.number, to=gun.home, case=case, document="ENT-4471", by=story.armorer,
            witness=story.witness,
        )  # fmt: skip
        story.clock.at(story.clock.day, 22)
        holds.release(session, item=gun.number, reason="inspection", by=story.witness)
        gun.is_free = True


def close_robbery(session: Session, story: Story) -> None:
    """The case ends: what was found was found."""
    if case := story.cases.get("robbery"):
        losses.close(session, case=case, outcome="partly", by=story.witness)


def lose_papers(session: Session, story: Story) -> None:
    """The permit of a firearm is lost with its card; it is told, and the case is still open."""
    number, card = next(iter(story.cards.items()))
    gun = next(each for each in story.guns if each.number == number)
    now, year = clock.minute(session), story.clock.day.year
    told: dict[str, Value] = {
        "discovered_at": _before(now, 240), "spot": "Oficina de registro",
        "documents_lost": f"Permiso {gun.permit}, arma {gun.serial}",
        "police_number": f"DEN-{year}-12950", "police_at": _before(now, 90), **_told(story, f"NOT-{year}-058", now),
    }  # fmt: skip
    case = losses.report_documents(session, values=told, by=story.witness).records[0]
    losses.report(
        session, items={card: 1}, values={}, reason="loss", case=case, by=story.armorer, witness=story.witness
    )
