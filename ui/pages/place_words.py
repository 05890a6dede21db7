"""Places and what lies in them in the reader's language: drawings, branches of the tree, points, cells of a rack."""

from collections.abc import Iterable, Iterator, Mapping

from registry_app.domain.calibres import shown
from registry_app.domain.choices import ARTICLE_KINDS, FIREARM_KINDS, PLACE_KINDS
from registry_app.i18n import N_, _, n_, number
from registry_app.services.key_register import KeyRow
from registry_app.services.places import FREE, OCCUPIED, Contents, Lying, Much, Node, Slot
from ui.pages.positions import drawing_of, status_of, status_text, status_tone
from ui.parts.points import Point, heading
from ui.parts.rack import Cell
from ui.parts.tree import Branch

ICONS: Mapping[str, str] = {
    "company": "building-2", "armoury": "shield-check", "safe": "lock", "rack": "columns-3", "slot": "hash",
    "client": "users", "contract": "file-text", "post": "map-pin", "workshop": "wrench", "transit": "arrow-left-right",
}  # fmt: skip
TONES: Mapping[str, str] = {FREE: "gray", OCCUPIED: "green"}
"""Of a slot; one whose firearm is elsewhere is blue."""
WHAT: Mapping[str, tuple[str, str]] = {
    "firearm": (N_("Firearms"), "pistol"),
    "lot": (N_("Rounds"), "cartridge"),
    "article": (N_("Articles"), "package"),
}


def kind_text(kind: object) -> str:
    """What kind of place it is."""
    return _(PLACE_KINDS.get(str(kind), str(kind)))


def branches(nodes: Iterable[Node]) -> list[Branch]:
    """The tree, each place with the number of firearms in it."""
    return [_branch(node) for node in nodes]


def _branch(node: Node) -> Branch:
    note = number(node.firearms) if node.firearms else ""
    hint = f"{kind_text(node.kind)} · {node.code}"
    return Branch(node.id, node.parent, node.name, note, ICONS.get(node.kind, "map-pin"), hint, node.kind == "rack")


def lying(contents: Contents) -> list[Point]:
    """How much of each kind, then the firearms in the order of their slots."""
    points = [*_amounts(contents.amounts), *_firearms(contents)]
    return points or [Point(_("Nothing lies here."))]


def _amounts(amounts: Iterable[Much]) -> Iterator[Point]:
    by_what: dict[str, list[Much]] = {}
    for each in amounts:
        by_what.setdefault(each.what, []).append(each)
    for what, (title, icon) in WHAT.items():
        if found := by_what.get(what):
            yield heading(_(title), number(sum(each.here + each.out for each in found)))
            yield from (_amount(each, icon) for each in found)


def _amount(much: Much, icon: str) -> Point:
    kinds = {"firearm": FIREARM_KINDS, "article": ARTICLE_KINDS}.get(much.what, {})
    title = _(kinds[much.kind]) if much.kind in kinds else shown(much.kind)
    out = n_("{n} with people", "{n} with people", much.out).format(n=number(much.out)) if much.out else ""
    drawing = drawing_of(much.kind) if much.what == "firearm" else icon
    return Point(title, (out,) if out else (), number(much.here + much.out), icon=drawing)


def _firearms(contents: Contents) -> Iterator[Point]:
    if not contents.firearms:
        return
    yield heading(_("In the order of their places"))
    yield from map(_firearm, contents.firearms)
    if more := contents.many - len(contents.firearms):
        yield Point(n_("and {n} more: the list of firearms shows all", "and {n} more: the list of firearms shows all",
                       more).format(n=number(more)))  # fmt: skip


def _firearm(found: Lying) -> Point:
    status = status_of(found.state, found.holder, found.place_kind)
    where = " · ".join(each for each in (found.called, found.holder) if each)
    return Point(
        found.serial, (where,), found.place_code, "text2", status_text(status), status_tone(status),
        drawing_of(found.kind), key=str(found.item),
    )  # fmt: skip


def cells(slots: Iterable[Slot]) -> list[Cell]:
    """The rack as it is seen."""
    return [_cell(slot) for slot in slots]


def _cell(slot: Slot) -> Cell:
    key, code = str(slot.item) if slot.item else "", slot.code or _("in the rack")
    if slot.state in TONES:
        said = _("free") if slot.state == FREE else _("occupied")
    else:
        said = _("out: {where}").format(where=slot.where)
    lines = (slot.called,) if slot.called else ()
    return Cell(code, said, TONES.get(slot.state, "blue"), slot.serial, lines, key)


def rack_text(slots: Iterable[Slot]) -> str:
    """How many slots are free, occupied and waiting."""
    states = [slot.state for slot in slots]
    free, there = states.count(FREE), states.count(OCCUPIED)
    return _("{occupied} occupied · {free} free · {out} out").format(
        occupied=number(there), free=number(free), out=number(len(states) - free - there)
    )  # fmt: skip


def keys(found: Iterable[KeyRow]) -> list[Point]:
    """The keys of a place, and who has each or where it lies."""
    points = [_key(each) for each in found]
    return points or [Point(_("No key that opens anything here is on record."))]


def _key(key: KeyRow) -> Point:
    said = _("with {person}").format(person=key.person_name) if key.person else key.place_name
    opens = _("opens {place}").format(place=key.opens_name)
    pieces = number(key.pieces) if key.pieces > 1 else ""
    return Point(
        f"{key.code} · {key.name}", (opens,), pieces, chip=said, chip_tone="blue" if key.person else "green",
        icon="key-round", key=str(key.key),
    )  # fmt: skip
