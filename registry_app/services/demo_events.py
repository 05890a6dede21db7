"""What happens at the demo company beside the shifts: training, repairs, deposits, transfers, ammunition, mistakes."""

from sqlalchemy.orm import Session

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.fields import Value
from registry_app.services import (
    corrections,
    custody,
    deposits,
    holds,
    ledger,
    packs,
    receiving,
    transfers,
    withdrawals,
    workshop,
)
from registry_app.services.demo_cast import GRAINS, PACKED
from registry_app.services.demo_story import Gun, Lot, Out, Story, issue, take_back

TRAINED = 20
CARRIED = {"revolver": 12, "pistol": 30, "shotgun": 10}


def train(session: Session, story: Story) -> None:
    """A training day: rounds go out and do not come back."""
    for _one in range(3):
        gun, guard = story.gun("pistol", "revolver"), story.guard()
        lot = story.lot_for(gun, TRAINED, training=True) if gun else None
        if gun and guard and lot:
            issue(session, story, gun, guard, lot, TRAINED)
            take_back(session, story, story.out.pop(), TRAINED, "training")


# The workshop, the authority, the end of things.


def repair(session: Session, story: Story) -> None:
    """A firearm goes to the gunsmith with a permit for the repair."""
    if gun := story.gun("pistol", "revolver"):
        gun.is_free = False
        workshop.send(
            session, items={gun.number: 1}, document=f"PR-{story.clock.day:%m%d}", due_at=story.clock.in_days(14),
            by=story.armorer,
        )  # fmt: skip
        story.cases["repair"] = gun.number


def repaired(session: Session, story: Story) -> None:
    """It comes back with a new firing pin."""
    if gun := next((g for g in story.guns if g.number == story.cases.get("repair")), None):
        workshop.back(
            session, items={gun.number: 1}, work="Percutor y resorte nuevos, prueba de diez disparos",
            document="OT-2207", values={gun.number: {"condition": "good"}}, by=story.armorer,
        )  # fmt: skip
        gun.is_free = True


def quarantine(session: Session, story: Story) -> None:
    """The firing pin is worn: not to be used until the gunsmith has seen it."""
    if gun := story.gun():
        gun.is_free = False
        holds.hold(
            session, item=gun.number, state="held:quarantine", reason="inspection", due_at=story.clock.in_days(30),
            by=story.armorer,
        )  # fmt: skip


def deposit(session: Session, story: Story) -> None:
    """Two shotguns for which there is no contract any more are deposited with the register of arms."""
    guns = [gun for gun in (_taken(story, "shotgun"), _taken(story, "shotgun")) if gun]
    if guns:
        deposits.deposit(
            session, items={gun.number: 1 for gun in guns}, document="DEP-0093", reason="suspension",
            to=story.authorities["arms_registry_id"], due_at=story.clock.in_days(180), by=story.witness,
            witness=story.director,
        )  # fmt: skip
        story.cases["deposit"] = guns[0].number


def fetch_back(session: Session, story: Story) -> None:
    """One of them is needed again."""
    if gun := next((g for g in story.guns if g.number == story.cases.get("deposit")), None):
        deposits.returned(
            session, items={gun.number: 1}, to=gun.home, origin=story.authorities["arms_registry_id"],
            document="DEV-0017", by=story.armorer,
        )  # fmt: skip
        gun.is_free = True


def destroy(session: Session, story: Story) -> None:
    """Two worn-out revolvers are melted down, as the act says, in front of two people."""
    guns = [gun for gun in (_taken(story, "revolver"), _taken(story, "revolver")) if gun]
    if guns:
        holds.write_off(
            session, kind="destroy", items={gun.number: 1 for gun in guns}, reason="worn_out",
            document=f"ACTA-{story.clock.day.year}-03", by=story.witness, witness=story.director,
            attended=[story.witness.person_id, story.armorer.person_id],
        )  # fmt: skip


def sell(session: Session, story: Story) -> None:
    """A shotgun is sold."""
    if gun := _taken(story, "shotgun"):
        holds.write_off(
            session, kind="dispose", item=gun.number, reason="sale", to="buyer", document="FV-0091",
            by=story.witness, witness=story.director,
        )  # fmt: skip


def _taken(story: Story, kind: str) -> Gun | None:
    """A firearm that nobody hands out from now on."""
    gun = story.gun(kind)
    if gun:
        gun.is_free = False
    return gun


# Ammunition.


def buy(session: Session, story: Story) -> None:
    """Packs of a new lot come in sealed, and some are opened."""
    armoury = story.armouries[0]
    year = story.clock.day.year
    values: dict[str, Value] = {
        "lot_number": f"CB{year % 100}-7001", "calibre": "9x19", "maker": "CBC", "load": "service", "year": year,
        "pack_size": PACKED, "hazard_division": "1.4", "compatibility_group": "S", "best_before": f"{year + 10}-12-31",
        "propellant_mg": GRAINS["9x19"],
    }  # fmt: skip
    safe = next(store for store, above in story.homes.items() if above == armoury)
    posted = receiving.receive(
        session, kind="lot", values=values, quantity=10 * PACKED, to=safe, state="sealed", document="FC-8830",
        by=story.armorer,
    )  # fmt: skip
    lot = Lot(posted.records[0], "9x19", armoury, 0, is_for_training=False, sealed=10 * PACKED)
    story.lots.append(lot)
    open_packs(session, story, lot, 4)


def open_packs(session: Session, story: Story, lot: Lot, many: int) -> None:
    """Open so many packs of a lot."""
    packs.open_packs(session, lot=lot.number, packs=many, by=story.armorer)
    lot.left, lot.sealed = lot.left + many * PACKED, lot.sealed - many * PACKED


def refill(session: Session, story: Story) -> None:
    """Where rounds run short a pack is opened."""
    for lot in story.lots:
        if lot.left < 2 * PACKED <= lot.sealed:
            open_packs(session, story, lot, 2)


def rotate(session: Session, story: Story) -> None:
    """A guard who is out gets rounds of the new lot for those that he carried."""
    gun, guard, new = story.gun("pistol", armoury=story.armouries[0]), story.guard(), story.lots[-1]
    lot = story.lot_for(gun, CARRIED["pistol"]) if gun else None
    if not gun or not guard or not lot or lot is new or gun.calibre != new.calibre:
        return
    issue(session, story, gun, guard, lot, CARRIED["pistol"])
    out = story.out.pop()
    packs.rotate(
        session, person=guard.number, new={new.number: out.rounds}, old={lot.number: out.rounds}, by=story.armorer
    )
    lot.left, new.left = lot.left + out.rounds, new.left - out.rounds
    story.out.append(Out(gun, new, out.rounds, guard))


def withdraw(session: Session, story: Story) -> None:
    """The lot whose day has come is withdrawn wherever it lies."""
    found = packs.expired(session)
    for lot in (each for each in story.lots if found and each.number == found[0].lot):
        withdrawals.withdraw(session, lots=[lot.number], reason="expired", by=story.armorer)
        lot.is_withdrawn = True
        story.cases["withdrawn"] = lot.number


def destroy_rounds(session: Session, story: Story) -> None:
    """What was withdrawn is burnt, as the act says, in front of two people."""
    if lot := story.cases.get("withdrawn"):
        withdrawals.destroy(
            session, items={lot: 0}, document=f"ACTA-{story.clock.day.year}-07", by=story.witness,
            witness=story.director, attended=[story.witness.person_id, story.armorer.person_id],
        )  # fmt: skip


# Transfers and mistakes.


def transfer(session: Session, story: Story) -> None:
    """Three firearms move to the next armoury the same night, and belong there from then on."""
    if (delivery := _sent(session, story)) is None:
        return
    there, guns, sent = delivery
    story.clock.at(story.clock.day, 23)
    target = next(store for store, armoury in story.homes.items() if armoury == there)
    transfers.accept(session, sent=sent, to=target, by=story.armorer)
    homes = tuple(Wish("firearm", {"home_id": target}, gun.number) for gun in guns)
    ledger.post(session, Draft("amend", wishes=homes), by=story.armorer)
    for gun in guns:
        gun.home, gun.is_free = target, True


def transfer_under_way(session: Session, story: Story) -> None:
    """Three firearms are still on the road."""
    _sent(session, story)


def transfer_refused(session: Session, story: Story) -> None:
    """A crate is refused at the other end: the seal was broken."""
    if delivery := _sent(session, story):
        _there, guns, sent = delivery
        transfers.reject(session, sent=sent, reason="refused_delivery", by=story.armorer)
        for gun in guns:
            gun.is_free = True


def _sent(session: Session, story: Story) -> tuple[int, list[Gun], int] | None:
    """Send up to three firearms on their way: whereto, which, and by which entry; nothing where none lies."""
    here, there = story.rng.sample(story.armouries, 2)
    guns = [g for g in story.guns if g.is_free and story.homes[g.home] == here][:3]
    if not guns:
        return None
    posted = transfers.send(
        session, items={g.number: 1 for g in guns}, source=here, destination=there, by=story.armorer
    )
    for gun in guns:
        gun.is_free = False
    return there, guns, posted.seq


def mistake(session: Session, story: Story) -> None:
    """Handed to the right person, entered for the wrong one: undone and entered again."""
    gun, wrong = story.gun(), story.guard()
    right = story.guard()
    if gun and wrong and right:
        posted = custody.issue(session, firearms=[gun.number], to=wrong.number, by=story.armorer)
        corrections.correct(session, seq=posted.seq, reason="wrong_person", by=story.armorer, witness=story.witness)
        issue(session, story, gun, right, None, 0)
