"""Articles taken in from lists, and columns that name other records: home, firearm, place that a key opens."""

import pytest

from registry_app.domain.entry import Position
from registry_app.services import articles, imports, lists, past
from tests.lists import codes, imported, listed, planned, verdicts, xlsx_file
from tests.make import Make


@pytest.fixture
def armoury(make: Make) -> int:
    return make.place("ARM-1")


def article(make: Make, code: str) -> int:
    (found,) = make.register.read(lists.by_code, "article", code)
    return found


def told(make: Make, kind: str) -> list[past.Values]:
    return list(make.register.read(past.records, kind).values())


def test_an_article_is_one_piece_unless_the_row_counts_more(make: Make, armoury: int) -> None:
    stock = {"Article code": "MAG", "Kind of article": "cargador", "Pieces": "30", "Capacity (rounds)": "15"}
    done = imported(
        make, "articles", {}, stock, {"Article code": "K-1", "Kind of article": "llave", "One piece": "yes"}
    )
    assert verdicts(done) == ["created"] * 3
    assert [(row["code"], row["kind"], row["is_single"]) for row in told(make, "article")] == [
        ("V-1", "vest", 1), ("MAG", "magazine", 0), ("K-1", "key", 1)
    ]  # fmt: skip
    assert make.positions(article(make, "MAG"))[Position(armoury)] == 30


def test_a_stock_that_lies_in_several_places_stands_in_several_rows(make: Make, armoury: int) -> None:
    other, guard = make.place("ARM-2"), make.person("G-1")
    stock = {"Article code": "MAG", "Kind of article": "Magazine", "One piece": "no", "Pieces": "7"}
    done = imported(
        make, "articles", stock, {**stock, "Place": "ARM-2", "Pieces": "1"}, {**stock, "Person": "G-1"}, stock,
        {**stock, "Place": "SAFE-9"}, {**stock, "Place": "ARM-2", "Person": "G-1", "Description": "Other"},
    )  # fmt: skip
    assert verdicts(done) == ["created", "created", "created", "refused", "refused", "refused"]
    assert codes(done) == ["twice_in_file", "twice_in_file", "place_not_found", "article_rows_differ"]
    there = make.positions(article(make, "MAG"))
    assert (there[Position(armoury)], there[Position(other)], there[Position(armoury, guard)]) == (7, 1, 7)


@pytest.mark.usefixtures("armoury")
def test_one_piece_lies_in_one_place(make: Make) -> None:
    make.place("ARM-2")
    done = imported(make, "articles", {"One piece": "1"}, {"One piece": "1", "Place": "ARM-2"}, {
        "Article code": "V-2", "One piece": "1", "Pieces": "2"
    })  # fmt: skip
    assert verdicts(done) == ["created", "refused", "refused"]
    assert codes(done) == ["item_not_there", "firearm_is_one"]


@pytest.mark.usefixtures("armoury")
def test_the_same_list_of_articles_changes_nothing_and_moves_nothing(make: Make) -> None:
    rows = [{}, {"Article code": "MAG", "Pieces": "9"}]
    imported(make, "articles", *rows)
    assert verdicts(imported(make, "articles", *rows)) == ["unchanged", "unchanged"]
    make.place("ARM-2")
    again = imported(make, "articles", {"Place": "ARM-2"}, {"Article code": "MAG", "Pieces": "8", "Maker": "Mec-Gar"})
    assert verdicts(again) == ["unchanged", "updated"]
    assert codes(again) == ["position_differs", "quantity_differs"]


@pytest.mark.usefixtures("armoury")
def test_a_magazine_names_its_firearm_by_tag_or_serial(make: Make) -> None:
    gun, tagged = make.firearm("SL 12-3"), make.firearm("ABC", tag="T-7")
    make.firearm("DUP")
    make.firearm("DUP", maker="Rossi", reason="other_maker")
    rows = [
        {"Article code": f"M-{n}", "Kind of article": "Magazine", "Belongs to firearm": text}
        for n, text in enumerate(("sl123", "t-7", "DUP", "nowhere"))
    ]
    done = imported(make, "articles", *rows)
    assert verdicts(done) == ["created", "created", "refused", "refused"]
    assert codes(done) == ["firearm_ambiguous", "firearm_not_found"]
    assert [row["firearm_id"] for row in told(make, "article")] == [gun, tagged]
    assert [row[0] for row in make.register.read(articles.belonging, firearm=gun)] == [article(make, "M-0")]


def test_a_key_names_what_it_opens_and_a_firearm_its_home(make: Make, armoury: int) -> None:
    key = {"Kind of article": "Key", "Opens": "arm-1"}
    assert verdicts(imported(make, "articles", key, {**key, "Article code": "K-2", "Opens": "?"})) == [
        "created", "refused"
    ]  # fmt: skip
    done = imported(make, "firearms", {"Home place": "Arm-1"}, {"Serial number": "B", "Home place": "nowhere"}, {
        "Serial number": "C", "Home place": "SUPPLIER"
    })  # fmt: skip
    assert verdicts(done) == ["created", "refused", "refused"]
    assert [(f.field, f.finding.code) for f in done.findings] == [
        ("home", "place_not_found"), ("home", "home_not_a_store")
    ]  # fmt: skip
    assert (told(make, "article")[0]["opens_id"], told(make, "firearm")[0]["home_id"]) == (armoury, armoury)


@pytest.mark.usefixtures("armoury")
def test_a_field_of_another_kind_of_article_is_refused_where_it_stands(make: Make) -> None:
    (found,) = imported(make, "articles", {"Capacity (rounds)": "15"}).findings
    assert (found.field, found.finding.code) == ("capacity", "field_not_for_kind")


@pytest.mark.usefixtures("armoury")
def test_the_fields_of_the_complete_records_come_by_their_usual_headings(make: Make) -> None:
    path = xlsx_file(make.folder.parent / "l.xlsx", [
        ["Serie", "Marca", "Modelo", "Tipo de arma", "Calibre", "Ubicación", "Número de registro",
         "Estado de conservación", "Largo del cañón mm", "Fecha de compra", "Última revisión"],
        ["A-1", "Taurus", "G3", "Pistola", "9 mm", "ARM-1", "R-77", "Regular", "102", "5/3/2019", "1/12/2025"],
    ])  # fmt: skip
    imports.run(make.register, planned(make, "firearms", path))
    (gun,) = told(make, "firearm")
    assert (gun["registration_number"], gun["condition"], gun["barrel_mm"]) == ("R-77", "worn", 102)
    assert (gun["acquired_on"], gun["inspected_on"]) == ("2019-03-05", "2025-12-01")


def test_a_person_comes_with_fitness_and_card(make: Make) -> None:
    path = xlsx_file(make.folder.parent / "l.xlsx", [
        ["Legajo", "Nombre completo", "Vencimiento psicofísico", "Tarjeta", "Fecha de ingreso"],
        ["G-1", "Rosa Quispe", "31/12/2027", "c0ffee", "2020-01-01"],
    ])  # fmt: skip
    imports.run(make.register, planned(make, "people", path))
    rosa = told(make, "person")[-1]
    assert (rosa["fitness_expires_on"], rosa["card"], rosa["joined_on"]) == ("2027-12-31", "C0FFEE", "2020-01-01")


def test_a_lists_custodians_are_left_out_with_a_word(make: Make, armoury: int) -> None:
    make.person("G-1")
    done = imported(
        make, "places", {"Custodian": "G-1"}, {"Place code": "ARM-9", "Kind of place": "Armoury", "Part of": ""}
    )
    assert (verdicts(done), codes(done)) == (["created", "created"], ["custodian_left_out"])
    assert listed("places", {})[0][-1] == "Part of"
