"""The sub-commands of `act` that move, hold and change things, one row each. A new act is a new row."""

from dataclasses import replace

from sqlalchemy.orm import Session

from registry_app.domain.choices import (
    HELD_STATES,
    JURISDICTIONS,
    LOADS,
    LOSS_OUTCOMES,
    MARK_KINDS,
    OUTSIDE,
    STATES,
    UNSIGNED,
)  # fmt: skip
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.domain.kit import KIT_KINDS
from registry_app.i18n import N_
from registry_app.services import (
    care,
    corrections,
    custody,
    deposits,
    discharges,
    holds,
    kits,
    losses,
    naming,
    packs,
    policies,
    receiving,
    records,
    transfers,
    whereabouts,
    withdrawals,
    workshop,
)  # fmt: skip
from registry_app.verbs.acts_frame import Row
from registry_app.verbs.acts_parts import (
    Handed,
    Part,
    chosen,
    fields,
    items,
    named,
    numbered,
    parsed,
    rounds,
    several,
    text,
    values_of,
)  # fmt: skip


def _codes(labels: dict[str, str], *names: str) -> dict[str, str]:
    return {name: labels[name] for name in names}


ALL_OF_IT = N_("serial, tag, lot number or article code; of rounds and stocks LOT=24, else all that is there")
COUNTED = N_("serial, tag, lot number or article code; rounds and stocks with their number, LOT=24")
ITEMS, ITEMS_COUNTED = items(ALL_OF_IT), items(COUNTED, counted=True)
PLACE = named("--place", "place", "place", N_("code of the place where it is, where that is not clear"))
PERSON = named("--person", "person", "person", N_("code of the person who has it"))
TO = named("--to", "to", "place", N_("code of the place where it is put"))
ENTRY = parsed("entry", "sent", N_("Entry"), N_("number of the entry that sent it"))
PARTLY = rounds("--part", "items", N_("how much of what, where it is not everything"))
STATE = chosen("--state", "state", N_("State"), STATES, N_("in which state: {codes}"))
SOURCES = _codes(OUTSIDE, "supplier", "authority", "buyer")
SOURCE = chosen("--from", "source", N_("From"), SOURCES, N_("where it comes from: {codes}"))
ORIGIN = named("--origin", "origin", "place", N_("code of the supplier or authority, where there are several"))


def _record(session: Session, written: str, before: Handed) -> Handed:
    return {"record": naming.one(session, before["kind"], written)}


RECORD = Part("record", N_("its code, serial or #number"), _record, "record", "RECORD")
DESCRIBED = _codes(KIND_LABELS, "place", "person", "firearm", "lot", "article", "mark")
AMENDED = DESCRIBED | _codes(KIND_LABELS, "company", "loss", "discharge")


def _any_case(session: Session, written: str, _before: Handed) -> Handed:
    """A case of loss or a discharge, by its number."""
    number = "#" + written.removeprefix("#")
    kinds = ("discharge", "loss")
    kind = next((k for k in kinds if naming.is_one(session, k, number)), "loss")
    return {"kind": kind, "record": naming.one(session, kind, number)}


CASE = numbered("--case", "case", "loss", N_("number of the case that it belongs to"))
CASE_CLOSED = numbered("case", "case", "loss", N_("number of the case"), "CASE")
ANY_CASE = Part("case", N_("number of the case or discharge"), _any_case, "record", "CASE")


def _changed(session: Session, pairs: list[str], before: Handed) -> Handed:
    """The same fields of every item that came back."""
    each = {item: values_of(session, naming.kind_of(session, item), pairs) for item in before["items"]}
    return {"values": each}


def _marks(_session: Session, pairs: list[str], before: Handed) -> Handed:
    if len(before["items"]) != 1:
        raise Refused(refuse("mark_of_several"))
    (firearm,) = before["items"]
    which = Field("kind", N_("Kind of mark"), "choice", choices=MARK_KINDS)
    split = [pair.partition("=") for pair in pairs]
    return {"marks": [{"firearm_id": firearm, "kind": which.parse(k), "text": words} for k, _equals, words in split]}


def _described(session: Session, pairs: list[str], before: Handed) -> Handed:
    """The fields of a new record; a place of which nobody says where it lies lies where such places usually do."""
    values = values_of(session, before["kind"], pairs)
    usual = whereabouts.usual_parent(session, values.get("kind")) if before["kind"] == "place" else {}
    return {"values": usual | values}


CHANGED = replace(fields("firearm"), read=_changed, is_always=False)
MARKS = Part(
    "--mark", N_("a new mark and how it reads, such as re_marked=AB12; {codes}"), _marks, "marks", "KIND=TEXT",
    MARK_KINDS, CHANGED.options,
)  # fmt: skip

FIREARMS = several("firearms", "firearms", "firearm", N_("serial or tag"), "FIREARM")


def _found(session: Session, pairs: list[str], before: Handed) -> Handed:
    """What was found of every one of the firearms."""
    return {"found": {number: values_of(session, "firearm", pairs) for number in before["firearms"]}}


FOUND = replace(fields("firearm"), read=_found, is_always=False, keyword="found")
TODAY = N_("the day, if not today")
ON = parsed("--on", "on", N_("Day"), TODAY, "date", "DAY")

ROWS = (
    Row("describe", N_("make a record"), records.describe, (
        chosen("kind", "kind", N_("Kind"), DESCRIBED, "{codes}"), replace(fields(), read=_described),
    )),
    Row("amend", N_("change fields of a record"), records.amend, (
        chosen("kind", "kind", N_("Kind"), AMENDED, "{codes}"), RECORD, fields(),
    )),
    Row("receive", N_("take in items that are on record"), receiving.receive, (
        items(COUNTED), SOURCE, ORIGIN, TO, PERSON, STATE,
    )),
    Row("receive-new", N_("describe a new item and take it in"), receiving.receive, (
        chosen("kind", "kind", N_("Kind"), _codes(KIND_LABELS, "firearm", "lot", "article"), "{codes}"), fields(),
        parsed("--quantity", "quantity", N_("Quantity"), N_("how many rounds or pieces")),
        SOURCE, ORIGIN, TO, PERSON, STATE,
    )),
    Row("send", N_("send to another armoury"), transfers.send, (
        ITEMS_COUNTED, named("--to", "destination", "place", N_("code of the armoury that it is sent to")),
        named("--place", "source", "place", N_("code of the armoury that it is sent from")),
    )),
    Row("accept", N_("take a delivery in"), transfers.accept, (ENTRY, TO, PARTLY)),
    Row("reject", N_("refuse a delivery, so that it goes back"), transfers.reject, (ENTRY, PARTLY)),
    Row("hold", N_("put out of use where it is"), holds.hold, (
        ITEMS, chosen("--state", "state", N_("State"), _codes(STATES, *HELD_STATES), N_("in which state: {codes}")),
        PLACE, PERSON,
    )),
    Row("release", N_("make ready again what is held"), holds.release, (ITEMS, PLACE, PERSON)),
    Row("expend", N_("enter rounds as used"), holds.write_off, (ITEMS_COUNTED, PLACE, PERSON), {"kind": "expend"}),
    Row("lose", N_("enter a loss or theft, and open its case"), losses.report, (
        ITEMS_COUNTED, fields("loss"), CASE, PLACE, PERSON,
    )),
    Row("lose-documents", N_("open a case of lost documents"), losses.report_documents, (fields("loss"),)),
    Row("follow-up", N_("enter what became known of a case or discharge"), records.amend, (ANY_CASE, fields())),
    Row("close", N_("end a case"), losses.close, (
        CASE_CLOSED, chosen("--outcome", "outcome", N_("How it ended"), LOSS_OUTCOMES, N_("how it ended: {codes}")),
        parsed("--on", "closed_on", N_("Closed on"), TODAY, "date", "DAY"),
    )),
    Row("find", N_("take in what was lost"), holds.find, (ITEMS, TO, CASE, STATE)),
    Row("destroy", N_("enter a destruction by its act"), withdrawals.destroy, (
        ITEMS, PLACE, several("--attended", "attended", "person", N_("code of somebody who was present")),
    )),
    Row("dispose", N_("enter what was sold or given away for good"), holds.write_off, (
        ITEMS_COUNTED, PLACE, chosen("--to", "to", N_("To"), SOURCES, N_("to whom: {codes}")),
    ), {"kind": "dispose"}),
    Row("relieve", N_("pass what one person has to another"), custody.relieve, (
        FIREARMS, named("--to", "to", "person", N_("code of the person who takes over")),
        named("--place", "post", "place", N_("code of the post"), "POST"), PERSON,
        rounds("--rounds", "rounds", N_("rounds of a lot that go along")),
        rounds("--articles", "articles", N_("articles that go along")),
    )),
    Row("kit", N_("say what goes to a post with each firearm"), kits.describe, (
        named("post", "post", "place", N_("code of the post, contract or client"), "POST"),
        chosen("kind", "kind", N_("What"), KIT_KINDS, "{codes}"),
        parsed("quantity", "quantity", N_("Quantity for each firearm"), N_("how many; 0 takes it out of the kit")),
        chosen("--load", "load", N_("Load"), LOADS, N_("of rounds: {codes}")),
    )),
    Row("withdraw", N_("put all of a lot into quarantine, wherever it is"), withdrawals.withdraw, (
        several("lots", "lots", "lot", N_("lot number"), "LOT"),
    )),
    Row("open-pack", N_("open sealed packs"), packs.open_packs, (
        named("lot", "lot", "lot", N_("lot number"), "LOT"),
        parsed("--packs", "packs", N_("Packs"), N_("how many packs")),
        parsed("--rounds", "rounds", N_("Rounds"), N_("how many rounds, where packs have no size on record")),
        PLACE, PERSON,
    )),
    Row("rotate", N_("exchange the rounds that a person carries"), packs.rotate, (
        PERSON, rounds("--new", "new", N_("rounds of a lot that are handed out")),
        rounds("--old", "old", N_("rounds of a lot that are taken in, if not all of that calibre")), TO,
    )),
    Row("repair", N_("send to the workshop"), workshop.send, (
        ITEMS, named("--to", "to", "place", N_("code of the workshop, where there are several")), PLACE,
    )),
    Row("repaired", N_("take back from the workshop"), workshop.back, (
        ITEMS, text("--work", "work", N_("what was done")), TO, CHANGED, MARKS,
    )),
    Row("clean", N_("enter that firearms were cleaned"), care.clean, (FIREARMS, FOUND, ON)),
    Row("inspect", N_("enter that firearms were inspected"), care.inspect, (FIREARMS, FOUND, ON)),
    Row("deposit", N_("hand in to the authority"), deposits.deposit, (
        ITEMS, named("--to", "to", "place", N_("code of the authority, where there are several")), PLACE,
    )),
    Row("returned", N_("take back from the authority"), deposits.returned, (ITEMS, ORIGIN, TO)),
    Row("discharge", N_("enter a use of a firearm"), discharges.record, (
        named("firearm", "firearm", "firearm", N_("serial or tag"), "FIREARM"),
        named("--person", "person", "person", N_("code of who fired")), fields("discharge"),
        rounds("--rounds", "rounds", N_("rounds of a lot that were fired")),
        parsed("--entry", "entry", N_("Entry"), N_("number of the entry that used the rounds up before")),
        parsed("--fired", "fired", N_("Rounds fired"), N_("how many of those, if not all")),
        chosen("--unsigned", "unsigned", N_("Unsigned"), UNSIGNED, N_("why who fired does not acknowledge: {codes}")),
    )),
    Row("correct", N_("undo an entry"), corrections.correct, (
        parsed("entry", "seq", N_("Entry"), N_("number of the entry")),
    )),
    Row("void", N_("undo the own handover of the last minute, or what one saw last in a count"), corrections.void, (
        parsed("entry", "seq", N_("Entry"), N_("number of the entry")),
    )),
    Row("policy", N_("let other rules take over"), policies.change, (fields("policy"),)),
    Row("adopt", N_("let the rules of a country take over as its file states them now"), policies.adopt, (
        chosen("jurisdiction", "jurisdiction", N_("Jurisdiction"), JURISDICTIONS, "{codes}"), fields("policy"),
    )),
)  # fmt: skip
"""Acts about things, cases and rules."""
