"""Rules of articles, packs and rotation: one piece stays one piece, packs are opened whole, a rotation evens out."""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import OUTSIDE, STORES, USABLE_STATES
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.rules_custody import not_usable


def pieces_stay_pieces(case: Case) -> Iterator[Finding]:
    """Whether an article is one piece or a stock is settled once it was received."""
    for change in case.entry.records:
        is_settled = change.old and "is_single" in change.new and change.new["is_single"] != change.old["is_single"]
        if change.kind == "article" and is_settled and case.facts.positions(change.record):
            yield refuse("article_is_settled", item=case.name(change.record))


def keys_open_something(case: Case) -> Iterator[Finding]:
    """A key opens a place of the company."""
    for change in case.entry.records:
        opens = case.will_be(change.record).number("opens_id")
        if change.kind == "article" and opens and case.known(opens).text("kind") in OUTSIDE:
            yield refuse("key_opens_nothing", field="opens_id", item=case.name(change.record))


def homes_are_stores(case: Case) -> Iterator[Finding]:
    """A firearm belongs into a store of the company."""
    for change in case.entry.records:
        home = change.new.get("home_id")
        if isinstance(home, int) and case.known(home).text("kind") not in STORES:
            yield refuse("home_not_a_store", field="home_id", item=case.name(home))


def packs_are_opened_whole(case: Case) -> Iterator[Finding]:
    """Of a lot whose packs have a size, whole packs are opened."""
    for line, lot in case.items("lot") if case.entry.kind == "open_pack" else ():
        size = lot.number("pack_size")
        if size and line.quantity % size:
            yield refuse("pack_not_whole", item=case.name(line.item), quantity=line.quantity, each=size)


def rotations_even_out(case: Case) -> Iterator[Finding]:
    """A rotation gives each person as many rounds of a calibre as it takes from him, and nothing that is held."""
    if case.entry.kind != "rotate":
        return
    net: Counter[tuple[int, str]] = Counter()
    for line, lot in case.items("lot"):
        net[line.source.person, lot.text("calibre")] -= line.quantity
        net[line.target.person, lot.text("calibre")] += line.quantity
        if line.target.person and line.target.state not in USABLE_STATES:
            yield not_usable(case, line.item, line.target.state)
        if bool(line.source.person) == bool(line.target.person):
            yield refuse("rotation_between_same", item=case.name(line.item))
    for (person, calibre), difference in sorted(net.items()):
        if person and difference:
            yield refuse("rotation_uneven", person=case.known(person).text("code"), calibre=calibre, there=difference)


ARTICLE_RULES = (
    pieces_stay_pieces, keys_open_something, homes_are_stores, packs_are_opened_whole, rotations_even_out,
)  # fmt: skip
