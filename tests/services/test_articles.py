"""Articles beside firearms and rounds in the daily acts."""

import pytest

from registry_app.domain.entry import Position
from registry_app.services import articles, custody, history, holds, listing, lists, records, transfers
from registry_app.services.listing_articles import ARTICLES
from tests.make import Make


@pytest.fixture
def store(make: Make) -> dict[str, int]:
    """A vest, a key and a stock of magazines in one armoury, a vest in another, and a guard."""
    arm, gun = make.place("ARM-1"), make.firearm("A1")
    return {
        "arm": arm, "gun": gun, "guard": make.person("G-1"),
        "vest": make.article("V-1", "vest", number="NIJ-77", protection="III-A", expires_on="2028-01-01"),
        "key": make.article("K-1", "key", opens_id=arm),
        "magazines": make.article("MAG", "magazine", pieces=30, is_single=0, calibre="9x19", firearm_id=gun),
        "other": make.article("V-2", "vest", at=make.place("ARM-2")),
    }  # fmt: skip


def test_what_belongs_to_a_firearm(make: Make, store: dict[str, int]) -> None:
    card = make.article("C-1", "permit_card", firearm_id=store["gun"])
    found = make.register.read(articles.belonging, firearm=store["gun"])
    assert [row[0] for row in found] == [store["magazines"], card]


def test_firearm_rounds_and_articles_go_out_and_come_back_in_one_entry(make: Make, store: dict[str, int]) -> None:
    lot, guard = make.lot("L1", rounds=50), store["guard"]
    things = {"rounds": {lot: 12}, "articles": {store["vest"]: 1, store["magazines"]: 2}}
    out = make.do(custody.issue, firearms=[store["gun"]], to=guard, **things)
    assert len(make.entry(out.seq).lines) == 4
    assert [(kind, name, n) for _item, kind, name, n in make.register.read(lists.held_by, guard)] == [
        ("firearm", "A1", 1), ("lot", "L1", 12), ("article", "MAG Magazine", 2), ("article", "V-1 Vest", 1),
    ]  # fmt: skip
    make.do(custody.take_back, firearms=[store["gun"]], **things)
    assert make.register.read(lists.held_by, guard) == []
    assert make.positions(store["magazines"])[Position(store["arm"])] == 30


def test_a_key_or_vest_needs_no_licence(make: Make, store: dict[str, int]) -> None:
    clerk = make.person("C-1", licence="2020-01-01", course="2020-01-01")
    make.do(custody.issue, to=clerk, articles={store["key"]: 1})
    make.do(custody.take_back, articles={store["key"]: 1})
    make.refused("licence_expired", custody.issue, to=clerk, firearms=[store["gun"]], articles={store["key"]: 1})


def test_pieces_come_back_from_who_has_them(make: Make, store: dict[str, int]) -> None:
    magazines, guard, other = store["magazines"], store["guard"], make.person("G-2")
    make.do(custody.issue, to=guard, articles={magazines: 3})
    make.do(custody.issue, to=other, articles={magazines: 3})
    make.refused("holder_unclear", custody.take_back, articles={magazines: 1})
    make.refused("more_than_issued", custody.take_back, articles={magazines: 4}, person=guard)
    make.do(custody.take_back, articles={magazines: 3}, person=guard)
    make.refused("item_out", custody.issue, to=guard, articles={_issued(make, store["vest"], guard): 1})


def _issued(make: Make, item: int, to: int) -> int:
    make.do(custody.issue, to=to, articles={item: 1})
    return item


def test_an_article_comes_back_to_where_it_came_from(make: Make, store: dict[str, int]) -> None:
    make.do(custody.issue, to=store["guard"], firearms=[store["gun"]])
    make.do(custody.issue, to=store["guard"], articles={store["other"]: 1})
    make.do(custody.take_back, firearms=[store["gun"]], articles={store["other"]: 1})
    assert make.positions(store["other"])[Position(make.place("ARM-2"))] == 1


def test_articles_are_sent_held_and_lost_like_everything_else(make: Make, store: dict[str, int]) -> None:
    sent = make.do(transfers.send, items={store["vest"]: 1, store["magazines"]: 5}, destination=make.place("ARM-2"))
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"))
    make.do(holds.hold, item=store["vest"], state="blocked", reason="other")
    make.refused("item_blocked", custody.issue, to=store["guard"], articles={store["vest"]: 1})
    make.do(holds.write_off, kind="lose", item=store["key"], reason="loss", witness=make.witness)
    assert make.register.read(listing.ids, ARTICLES, state="gone").tolist() == [store["key"]]


def test_an_article_is_found_by_its_code(make: Make, store: dict[str, int]) -> None:
    read = make.register.read
    assert read(lists.one, "article", "v-1") == store["vest"]
    assert read(lists.find, kind="article", text="v-2") == [(store["other"], "V-2", "Vest")]
    assert [row[1] for row in read(lists.find, kind="article", text="vest")] == ["V-1", "V-2"]
    assert read(history.name_of, store["vest"]) == "V-1"
    assert read(history.life, record=store["vest"])[0].target == "Arm-1"


def test_a_piece_stays_a_piece_and_codes_are_taken_once(make: Make, store: dict[str, int]) -> None:
    values = {"is_single": 0}
    make.refused("article_is_settled", records.amend, kind="article", record=store["vest"], values=values)
    new = {"code": "V-1", "name": "Another", "kind": "vest", "is_single": 1}
    make.refused("key_taken", records.describe, kind="article", values=new)
    make.refused("firearm_is_one", custody.issue, to=store["guard"], articles={store["vest"]: 2})


def test_fields_belong_to_their_kind_of_article(make: Make, store: dict[str, int]) -> None:
    amend = {"kind": "article", "record": store["key"]}
    make.refused("key_opens_nothing", records.amend, **amend, values={"opens_id": make.outside("supplier")})
    told = make.refused("field_not_for_kind", records.amend, **amend, values={"capacity": 15})
    assert told.facts["field"] == "capacity"
    told = make.refused("field_not_for_kind", records.amend, **amend, values={"kind": "other"})
    assert told.facts["field"] == "opens_id"
    make.do(records.amend, **amend, values={"kind": "other", "opens_id": None})


def test_a_firearm_has_its_home_in_a_store(make: Make, store: dict[str, int]) -> None:
    post = make.place("POST-1", "post", make.place("CL-1", "client"))
    amend = {"kind": "firearm", "record": store["gun"]}
    make.refused("home_not_a_store", records.amend, **amend, values={"home_id": post})
    make.do(records.amend, **amend, values={"home_id": store["arm"]})
