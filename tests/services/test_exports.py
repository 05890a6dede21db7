"""Lists written out: what they hold, as of which day, and that they come back in unchanged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.i18n import speaking
from registry_app.services import corrections, custodians, custody, exports, imports, ledger, records
from registry_app.services.import_tables import FIELDS
from tests.lists import codes, imported, planned, verdicts
from tests.make import CHEAP, PASSPHRASE, ZONE, Clock, Make, again, copied


@pytest.fixture(scope="module")
def _company(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    made = _filled(copied(template, tmp_path_factory.mktemp("company") / "company.armarium"))
    made.register.close()
    return made


@pytest.fixture
def company(_company: Make, tmp_path: Path) -> Iterator[Make]:
    """A copy of the company of `_filled`."""
    made = again(_company, tmp_path / "company.armarium")
    yield made
    made.register.close()


def _filled(make: Make) -> Make:
    """Two armouries, a safe in one, a guard with a firearm, rounds and articles, every field filled somewhere."""
    armoury, other = make.place("ARM-1"), make.place("ARM-2")
    make.place("SAFE-1", "safe", armoury)
    guard = make.person("G-1", document="44100200", licence_class="B")
    out = make.firearm("007", country="BR", year=2019, tag="T-1", importer="Importadora Sur")
    lot = make.lot("L-1", rounds=50, load="service", year=2024)
    make.lot("L-2", rounds=10, at=other, calibre="380acp")
    make.firearm("1-2", calibre="380acp", action="semi_auto", at=other)
    vest = make.article(
        "V-1",
        expires_on="2030-01-01",
        protection="III-A",
        number="77",
        maker="Coplan",
        model="X",
        barcode="5012345678900",
    )
    make.article("K-1", "key", opens_id=make.place("SAFE-1"))
    stock = make.article("MAG", "magazine", pieces=9, is_single=0, firearm_id=out, calibre="9x19", capacity=15)
    make.issued(out, to=guard, rounds={lot: 20}, articles={vest: 1, stock: 2})
    _complete(make, out, guard, lot, other)
    return make


def _complete(make: Make, gun: int, guard: int, lot: int, place: int) -> None:
    """The fields that came with the second edition of the rules."""
    client = make.place("CL-1", "client")
    for kind, record, values in (
        ("place", place, {"address": "Calle 1", "grade": "3"}),
        ("place", client, {"address": "Calle 2", "contract_number": "C-1", "starts_on": "2026-01-01",
                           "ends_on": "2027-01-01"}),
        ("person", guard, {"course_name": "Basic", "fitness_expires_on": "2027-01-01", "card": "C0FFEE",
                           "joined_on": "2020-01-01", "left_on": "2031-01-01"}),
        ("lot", lot, {"pack_size": 50, "hazard_division": "1.4", "compatibility_group": "S",
                      "best_before": "2040-01-01", "propellant_mg": 350,
                      "barcode": "4006381333931"}),
        ("firearm", gun, {
            "permit_kind": "carry", "permit_issued_on": "2025-01-01", "registration_number": "R-1", "barrel_mm": 102,
            "ballistic_number": "B-1", "ballistic_on": "2021-01-01", "acquired_from": "Indumar", "acquired_by": "F-9",
            "acquired_on": "2019-05-05", "condition": "good", "rounds_fired": 120, "cleaned_on": "2025-12-01",
            "inspected_on": "2025-12-02", "home_id": place, "barcode": "036000291452",
        }),
    ):  # fmt: skip
        make.do(records.amend, kind=kind, record=record, values=values, reason="other")


def exported(make: Make, kind: str, suffix: str = ".json", **given: Any) -> bytes:
    content: bytes = make.register.read(exports.make, kind=kind, suffix=suffix, **given)
    return content


def rows(make: Make, kind: str, **given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported(make, kind, **given))
    return found


def test_places_are_told_as_promised(company: Make) -> None:
    found = {row["code"]: row for row in rows(company, "places")}
    assert found["SAFE-1"] == {"code": "SAFE-1", "name": "Safe-1", "kind": "safe", "parent": "ARM-1"}
    assert list(found["SAFE-1"]) == ["code", "name", "kind", "parent"]
    assert found["COMPANY"] == {"code": "COMPANY", "name": "Vigilancia Andina S.A.", "kind": "company", "parent": None}
    assert list(found["CL-1"])[4:] == ["address", "contract_number", "starts_on", "ends_on"]


def test_every_field_goes_out_somewhere(company: Make) -> None:
    for kind, fields in FIELDS.items():
        told = {name for row in rows(company, kind) for name in row}
        assert {field.name for field in fields} - told <= {"custodian"}, kind


def test_articles_are_told_by_place_and_person(company: Make) -> None:
    found = [(r["code"], r["place"], r["person"], r["quantity"]) for r in rows(company, "articles")]
    assert found == [
        ("V-1", "ARM-1", "G-1", 1), ("K-1", "ARM-1", None, 1), ("MAG", "ARM-1", None, 7), ("MAG", "ARM-1", "G-1", 2)
    ]  # fmt: skip
    vest, key, *magazines = rows(company, "articles")
    assert (vest["number"], vest["protection"], "capacity" in vest, key["opens"]) == ("77", "III-A", False, "SAFE-1")
    assert [row["firearm"] for row in magazines] == ["T-1", "T-1"]


def test_custodians_go_out_and_are_not_taken_in(company: Make, tmp_path: Path) -> None:
    guard = company.person("G-2")
    company.do(custodians.hand_over, armoury=company.place("ARM-1"), to=guard, witness=company.witness)
    assert [row["custodian"] for row in rows(company, "places") if "custodian" in row] == ["G-2"]
    path = tmp_path / "list.json"
    path.write_bytes(exported(company, "places").replace(b'"G-2"', b'"G-1"'))
    again = planned(company, "places", path)
    assert set(verdicts(again)) == {"unchanged"}
    assert codes(again) == ["custodian_left_out"]


def test_sheets_have_no_columns_that_nobody_fills(make: Make) -> None:
    assert (
        exported(make, "places", ".csv").decode("utf-8-sig").splitlines()[0]
        == "Place code,Place name,Kind of place,Part of"
    )


def test_firearms_are_told_with_where_they_are(company: Make) -> None:
    first, second = rows(company, "firearms")
    assert (first["serial"], first["place"], first["person"], first["state"]) == ("007", "ARM-1", "G-1", "ready")
    assert (first["year"], first["country"], first["calibre"]) == (2019, "BR", "9x19")
    assert (second["serial"], second["place"], second["person"]) == ("1-2", "ARM-2", None)


def test_rounds_are_told_by_place_and_person(company: Make) -> None:
    found = [(r["lot_number"], r["place"], r["person"], r["quantity"]) for r in rows(company, "ammunition")]
    assert found == [("L-1", "ARM-1", None, 30), ("L-1", "ARM-1", "G-1", 20), ("L-2", "ARM-2", None, 10)]


def test_the_ledger_is_told_line_by_line(company: Make) -> None:
    issue = [row for row in rows(company, "entries") if row["kind"] == "issue"]
    assert [(r["item"], r["quantity"], r["from_place"], r["to_person"]) for r in issue] == [
        ("007", 1, "ARM-1", "G-1"), ("L-1", 20, "ARM-1", "G-1"), ("V-1", 1, "ARM-1", "G-1"), ("MAG", 2, "ARM-1", "G-1")
    ]  # fmt: skip
    described = next(row for row in rows(company, "entries") if "person" in str(row["changes"]) and row["entry"])
    assert "name=***" in described["changes"]


def test_users_are_told_with_their_keys(company: Make) -> None:
    (user,) = rows(company, "users")
    assert (user["name"], user["roles"], user["person"], user["is_active"]) == ("first", "director", "FIRST", 1)


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
@pytest.mark.parametrize("suffix", exports.SUFFIXES)
@pytest.mark.parametrize("kind", imports.KINDS)
def test_what_went_out_comes_back_unchanged(
    company: Make, tmp_path: Path, kind: str, suffix: str, language: str
) -> None:
    path = tmp_path / f"list{suffix}"
    with speaking(language):
        path.write_bytes(exported(company, kind, suffix))
    again = planned(company, kind, path)
    assert again.rows
    assert set(verdicts(again)) == {"unchanged"}
    assert set(codes(again)) <= {"column_ignored"}


def test_a_whole_company_moves_into_another_register(company: Make, tmp_path: Path) -> None:
    from registry_app.services import register as registers

    other, _code = registers.create(
        tmp_path / "other.armarium", company="Vigilancia Andina S.A.", user="first", passphrase=PASSPHRASE, zone=ZONE,
        person="Ana Ruiz", clock=Clock(company.clock.now), cost=CHEAP,
    )  # fmt: skip
    there = Make(other, company.clock)
    for kind in imports.KINDS:
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(exported(company, kind, ".xlsx"))
        assert imports.run(other, planned(there, kind, path)).refused == ()
        assert rows(there, kind) == rows(company, kind)
    other.close()


def test_as_of_a_day_things_are_where_they_were(company: Make) -> None:
    company.clock.pass_(days=1)
    gun, guard = rows_id(company, "007"), rows(company, "people")[1]["code"]
    company.do(custody.take_back, firearms=[gun])
    company.person("G-2")
    assert [row["person"] for row in rows(company, "firearms")] == [None, None]
    assert [row["person"] for row in rows(company, "firearms", as_of="2026-01-01")] == [guard, None]
    assert [row["code"] for row in rows(company, "people", as_of="2026-01-01")] == ["FIRST", "G-1"]
    assert all(row["kind"] != "take_back" for row in rows(company, "entries", as_of="2026-01-01"))


def rows_id(make: Make, serial: str) -> int:
    from registry_app.services import lists

    return make.register.read(lists.by_serial, serial)[0]


def test_as_of_a_day_records_say_what_they_said(company: Make) -> None:
    gun = rows_id(company, "007")
    company.do(
        records.amend, kind="firearm", record=gun, values={"model": "G2", "permit_number": "P-1"}, reason="other"
    )
    evening = company.clock.now
    company.clock.pass_(days=1)
    company.do(
        records.amend, kind="firearm", record=gun, values={"model": "G4", "permit_number": "P-4"}, reason="other"
    )
    company.do(records.amend, kind="firearm", record=gun, values={"model": "G5"}, occurred_at=evening, reason="other")
    then, now = (rows(company, "firearms", as_of=day)[0] for day in ("2026-01-01", ""))
    assert (then["model"], then["permit_number"], now["model"], now["permit_number"]) == ("G5", "P-1", "G5", "P-4")


def test_as_of_a_day_a_name_is_the_one_of_then_and_corrections_count_for_nothing(company: Make) -> None:
    person = next(n for n in range(1, 40) if company.register.read(name_of, n) == "Guard G-1")
    witness = company.witness
    company.clock.pass_(days=1)
    company.do(records.amend, kind="person", record=person, values={"name": "Rosa Quispe"})
    wrong = company.do(records.amend, kind="person", record=person, values={"licence_class": "C"})
    company.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=witness)
    then, now = (rows(company, "people", as_of=day)[1] for day in ("2026-01-01", ""))
    assert (then["name"], now["name"], then["licence_class"], now["licence_class"]) == (
        "Guard G-1", "Rosa Quispe", "B", "B"
    )  # fmt: skip


def test_known_at_a_head_is_what_an_export_of_then_said(company: Make) -> None:
    gun, head = rows_id(company, "1-2"), company.register.read(ledger.head).size
    then = {kind: rows(company, kind) for kind in exports.KINDS}
    company.do(records.amend, kind="firearm", record=gun, values={"model": "G9"}, reason="other")
    withdrawn = next(seq for seq in range(head) if any(c.record == gun for c in company.entry(seq).records))
    assert company.witness
    company.do(records.amend, kind="firearm", record=gun, values={"model": "G3"}, reason="other")
    for seq in (head + 2, head):
        company.do(corrections.correct, seq=seq, reason="typing_error", witness=company.witness)
    company.do(corrections.correct, seq=withdrawn, reason="duplicate", witness=company.witness)
    assert "1-2" not in {row["serial"] for row in rows(company, "firearms")}
    assert {kind: rows(company, kind, known_at=str(head)) for kind in exports.KINDS} == then


def name_of(session: Any, number: int) -> str | None:
    from registry_app.domain.records import Person

    found = session.get(Person, number)
    return found.name if found else None


def test_headings_and_values_are_in_the_readers_language_and_codes_in_json(company: Make) -> None:
    text = exported(company, "firearms", ".csv").decode("utf-8-sig")
    assert text.startswith("Serial number,Maker,Model,Kind,Calibre")
    assert "007,Taurus,G3,Pistol,9 × 19 mm" in text
    assert rows(company, "firearms")[0]["kind"] == "pistol"


def test_what_cannot_be_exported_is_refused(company: Make) -> None:
    for given, code in (
        ({"kind": "cats", "suffix": ".csv"}, "export_unknown"), ({"kind": "users", "suffix": ".pdf"}, "report_suffix"),
        ({"kind": "users", "suffix": ".csv", "as_of": "2031-01-01"}, "as_of_future"),
        ({"kind": "users", "suffix": ".csv", "as_of": "soon"}, "field_not_date"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            company.register.read(exports.make, **given)


def test_text_that_a_spreadsheet_would_obey_goes_out_as_text(company: Make) -> None:
    imported(company, "firearms", {"Serial number": "=1+1", "Model": "@G3"})
    assert ("=1+1", "@G3") in {(row["serial"], row["model"]) for row in rows(company, "firearms")}
    assert b"<f>" not in exported(company, "firearms", ".xlsx")
