"""What can be done with a lot or an article: what each act asks, from where it goes, and what the service is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import FREE_STATES, HELD_STATES, OUTSIDE, REASONS, STATES, USABLE_STATES
from registry_app.domain.days import moment_at
from registry_app.domain.entry import Position
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_
from registry_app.services import (
    custody,
    deposits,
    holds,
    packs,
    receiving,
    renewals,
    transfers,
    withdrawals,
    workshop,
)
from registry_app.services.ledger import Posted
from registry_app.services.standing import Standing
from ui.pages.record_form import RECEIVED

LOT, ARTICLE = ("lot",), ("article",)
BOTH = (*LOT, *ARTICLE)
POSITIONS, DELIVERIES, NOTHING = "positions", "deliveries", ""


@dataclass(frozen=True)
class Asked:
    """What was typed for an act on an item of a kind; `position` is where it leaves from, where that was asked."""

    item: int
    kind: str
    values: Mapping[str, Value]
    position: Position | None = None

    @property
    def many(self) -> int:
        """How many rounds or pieces; a piece is one."""
        return int(self.values.get("quantity") or 1)

    @property
    def items(self) -> dict[int, int]:
        """The item with its quantity."""
        return {self.item: self.many}

    def number(self, name: str) -> int:
        """A value as a number, 0 for none."""
        return int(self.values.get(name) or 0)

    def text(self, name: str) -> str:
        """A value as text, empty for none."""
        return str(self.values.get(name) or "")

    def handed(self, many: int) -> dict[str, Any]:
        """Rounds or pieces, as the acts at the hatch are told of them."""
        return {"rounds" if self.kind == "lot" else "articles": {self.item: many} if many else {}}


@dataclass(frozen=True)
class ItemAct:
    """One thing that can be done: `kind` is the entry's, `asks` what the form asks besides reason, note and moment.

    `fits` are the positions that it may concern. `source` says what is asked for: one of these `POSITIONS`, one of the
    open `DELIVERIES`, or `NOTHING`. With `takes_all` all that is there is put forward.
    """

    code: str
    kind: str
    label: str
    icon: str
    service: Callable[..., Posted]
    told: Callable[[Asked], dict[str, Any]]
    asks: tuple[Field, ...] = ()
    fits: Callable[[Standing], bool] = lambda _there: True
    items: tuple[str, ...] = BOTH
    reasons: tuple[str, ...] = ()
    source: str = POSITIONS
    takes_all: bool = False
    has_note: bool = True
    follows: Mapping[str, str] = field(default_factory=dict)
    """The reason that goes with a state, where there is one."""


def _from(*zones: str, states: tuple[str, ...] = tuple(STATES)) -> Callable[[Standing], bool]:
    return lambda there: there.zone in zones and there.position.state in states


def _inside(*states: str) -> Callable[[Standing], bool]:
    return lambda there: there.is_inside and there.position.state in states


MANY = Field("quantity", N_("Rounds"), "integer", required=True, least=1)
PIECES = replace(MANY, label=N_("Pieces"))
PERSON = Field("person", N_("To whom"), "reference", required=True, refers_to="person")
_WHOM = replace(PERSON, label=N_("With whom"))
POST = Field("post", N_("At which post"), "reference", refers_to="place")
TO = RECEIVED[0]
BACK_TO = replace(TO, required=False, help=N_("Where it came from, unless another place is named."))
ARMOURY = Field("to", N_("To which place"), "reference", required=True, refers_to="place")
PAPER = Field("document", N_("Number of the paper"), max_length=60)
NEEDED = replace(PAPER, required=True)
DUE = Field("due", N_("Due back at"), "moment")
_USED = Field("used", N_("Rounds used up"), "integer")
_RETURNED = Field("quantity", N_("Rounds that come back"), "integer")
_PACKS = Field("packs", N_("Packs"), "integer", required=True, least=1)
_HELD = Field("state", N_("What becomes of it"), "choice", required=True,
              choices={code: STATES[code] for code in HELD_STATES})  # fmt: skip
_WHY_HELD = {"held:evidence": "evidence", "held:quarantine": "quarantine", "reserved": "reserved"}
COMES = Field("state", N_("How it comes"), "choice", required=True,
              choices={code: STATES[code] for code in ("sealed", "ready")})  # fmt: skip
_BUYER = Field("to", N_("To whom"), "choice", required=True,
               choices={code: OUTSIDE[code] for code in ("buyer", "authority", "supplier")})  # fmt: skip
_WORK = Field("work", N_("What was done"), required=True, max_length=120)
_PRESENT = (Field("present", N_("Was present"), "reference", refers_to="person"),
            Field("present_too", N_("Was present, too"), "reference", refers_to="person"))  # fmt: skip


def _receive(asked: Asked) -> dict[str, Any]:
    state = {"state": asked.text("state")} if asked.kind == "lot" else {}
    told = {"item": asked.item, "quantity": asked.many, "to": asked.number("to"), "reason": asked.text("came_by")}
    return told | state


def _issue(asked: Asked) -> dict[str, Any]:
    place = asked.position.place if asked.position else 0
    return {**asked.handed(asked.many), "to": asked.number("person"), "post": asked.number("post"), "place": place}


def _take_back(asked: Asked) -> dict[str, Any]:
    used = {"expended": {asked.item: asked.number("used")}} if asked.number("used") else {}
    back = asked.number("quantity") if asked.kind == "lot" else asked.many
    person = asked.position.person if asked.position else 0
    return {**asked.handed(back), **used, "person": person, "to": asked.number("to")}


def _open_packs(asked: Asked) -> dict[str, Any]:
    many = {"packs": asked.number("packs")} if asked.number("packs") else {"rounds": asked.many}
    return {"lot": asked.item, "position": asked.position, **many}


def _moved(asked: Asked) -> dict[str, Any]:
    return {"items": asked.items, "position": asked.position}


def _destroy(asked: Asked) -> dict[str, Any]:
    attended = [asked.number(each.name) for each in _PRESENT if asked.number(each.name)]
    return {**_moved(asked), "attended": attended}


def _dispose(asked: Asked) -> dict[str, Any]:
    return {**_moved(asked), "kind": "dispose", "to": asked.text("to")}


def _delivery(asked: Asked) -> dict[str, Any]:
    return {"sent": asked.number("source"), "items": asked.items}


def _renew(asked: Asked) -> dict[str, Any]:
    names = [each.name for each in renewals.fields("article")]
    return {"record": asked.item, "values": {name: asked.values[name] for name in names if asked.values.get(name)}}


_IN_STORE = ("store",)
ITEM_ACTS: tuple[ItemAct, ...] = (
    ItemAct("issue", "issue", N_("Issue…"), "arrow-up-right", custody.issue, _issue, (PERSON, MANY, POST, DUE),
            _from(*_IN_STORE, states=USABLE_STATES), reasons=("shift", "training", "test", "other")),
    ItemAct("take_back", "take_back", N_("Take back…"), "arrow-down-left", custody.take_back, _take_back,
            (_RETURNED, _USED, BACK_TO), _from("person"), reasons=("training", "incident", "misfire", "test", "other"),
            takes_all=True),
    ItemAct("open_pack", "open_pack", N_("Open packs…"), "package", packs.open_packs, _open_packs, (_PACKS, MANY),
            _from("store", "person", states=("sealed",)), LOT),
    ItemAct("receive", "receive", N_("Receive more…"), "plus", receiving.receive, _receive, (MANY, COMES, *RECEIVED),
            source=NOTHING),
    ItemAct("rotate", "rotate", N_("Exchange carry rounds…"), "refresh-cw", packs.rotate,
            lambda asked: {"person": asked.number("person"), "new": asked.items}, (_WHOM, MANY),
            _from(*_IN_STORE, states=USABLE_STATES), LOT, source=NOTHING),
    ItemAct("expend", "expend", N_("Enter rounds as used…"), "flask-conical", holds.write_off,
            lambda asked: {**_moved(asked), "kind": "expend"}, (MANY,), _from("store", "person"), LOT,
            ("training", "test", "misfire", "incident", "other")),
    ItemAct("send", "send", N_("Send to another place…"), "arrow-right", transfers.send,
            lambda asked: {**_moved(asked), "destination": asked.number("to")}, (MANY, ARMOURY),
            _from(*_IN_STORE, states=FREE_STATES)),
    ItemAct("accept", "accept", N_("Accept a delivery…"), "check", transfers.accept,
            lambda asked: {**_delivery(asked), "to": asked.number("to")}, (MANY, TO), _from("transit"),
            source=DELIVERIES, takes_all=True, has_note=False),
    ItemAct("reject", "reject", N_("Refuse a delivery…"), "x", transfers.reject, _delivery, (MANY,), _from("transit"),
            reasons=("refused_delivery", "wrong_item", "other"), source=DELIVERIES, takes_all=True),
    ItemAct("hold", "hold", N_("Hold…"), "lock", holds.hold,
            lambda asked: {**_moved(asked), "state": asked.text("state")}, (_HELD, MANY, PAPER, DUE),
            _inside(*FREE_STATES),
            reasons=("evidence", "quarantine", "inspection", "recall", "expired", "reserved", "suspension", "other"),
            takes_all=True, follows=_WHY_HELD),
    ItemAct("release", "release", N_("Release…"), "lock-open", holds.release, _moved, (MANY, PAPER),
            _inside(*HELD_STATES), reasons=("inspection", "evidence", "quarantine", "reserved", "other"),
            takes_all=True),
    ItemAct("withdraw", "hold", N_("Withdraw all of it…"), "triangle-alert", withdrawals.withdraw,
            lambda asked: {"lots": [asked.item]}, (PAPER, DUE), _inside(*FREE_STATES), LOT, ("recall", "expired"),
            source=NOTHING),
    ItemAct("repair", "repair", N_("Send to the workshop…"), "wrench", workshop.send, _moved, (MANY, PAPER, DUE),
            _from(*_IN_STORE), ARTICLE, ("repair", "maintenance", "inspection", "modification")),
    ItemAct("repaired", "repaired", N_("Back from the workshop…"), "wrench", workshop.back,
            lambda asked: {"items": asked.items, "work": asked.text("work"), "to": asked.number("to")},
            (_WORK, MANY, BACK_TO, PAPER), _from("workshop"), ARTICLE,
            ("repair", "maintenance", "inspection", "modification"), takes_all=True),
    ItemAct("renew", "renew", N_("Renew its paper…"), "refresh-cw", renewals.renew, _renew,
            (*renewals.fields("article"), NEEDED), items=ARTICLE, source=NOTHING),
    ItemAct("deposit", "deposit", N_("Deposit with the authority…"), "shield-check", deposits.deposit, _moved,
            (MANY, NEEDED, DUE), _from(*_IN_STORE), reasons=("closure", "suspension", "seizure", "evidence"),
            takes_all=True),
    ItemAct("returned", "receive", N_("Back from the authority…"), "shield-check", deposits.returned,
            lambda asked: {"items": asked.items, "to": asked.number("to")}, (MANY, TO, PAPER), _from("authority"),
            takes_all=True),
    ItemAct("destroy", "destroy", N_("Destroy…"), "trash-2", withdrawals.destroy, _destroy, (MANY, NEEDED, *_PRESENT),
            _from("store", "authority"), reasons=("expired", "recall", "worn_out", "surrender", "other"),
            takes_all=True),
    ItemAct("dispose", "dispose", N_("Sell or hand on…"), "log-out", holds.write_off, _dispose, (_BUYER, MANY, PAPER),
            _from(*_IN_STORE), reasons=("sale", "surrender", "other"), takes_all=True),
)  # fmt: skip
"""All of them in the order of the menu."""
NOTE = Field("note", N_("Note"), max_length=400, help=N_("Kept with the entry; it can be erased."))
HAPPENED = Field("occurred", N_("Happened at"), "moment", help=N_("Only where it was earlier than now."))


def needs_witness(act: ItemAct) -> bool:
    """Whether a second person vouches for it."""
    return ACTS[act.kind].needs_witness


def fields_of(act: ItemAct, kind: str, values: Mapping[str, Value]) -> list[Field]:
    """What the form asks about a record of a kind with these values; of one piece nobody asks how many."""
    found = [asked for each in act.asks if (asked := _suited(act, each, kind, values))]
    if act.reasons:
        choices = {code: REASONS[code] for code in act.reasons}
        found.append(Field("reason", N_("Reason"), "choice", required=ACTS[act.kind].needs_reason, choices=choices))
    return [*found, *((NOTE,) if act.has_note else ()), HAPPENED]


def _suited(act: ItemAct, asked: Field, kind: str, values: Mapping[str, Value]) -> Field | None:
    """What is asked of this record: whole packs where their size is known; of articles no rounds."""
    if asked.name == "packs" or (asked is MANY and act.code == "open_pack"):
        return asked if (asked.name == "packs") == bool(values.get("pack_size")) else None
    if kind == "lot":
        return asked
    if asked in (_USED, COMES):
        return None
    if asked.name == "quantity":
        return None if values.get("is_single") else PIECES
    return asked


def facts(act: ItemAct, asked: Asked, zone: str) -> dict[str, Any]:
    """What the service of the act is told; minutes were typed on the clock of `zone`."""
    names = {each.name for each in act.asks}
    told = act.told(asked) | {"occurred_at": _moment(asked.text("occurred"), zone)}
    if act.reasons:
        told["reason"] = asked.text("reason")
    if act.has_note:
        told["note"] = asked.text("note")
    if "document" in names:
        told["document"] = asked.text("document")
    if "due" in names:
        told["due_at"] = _moment(asked.text("due"), zone)
    return told


def _moment(minute: str, zone: str) -> int:
    return moment_at(minute, zone) if minute else 0
