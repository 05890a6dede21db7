"""Permits, licences and contracts are renewed on a paper; the permits there were stay on record."""

from registry_app.services import corrections, custody, documents, records, renewals
from tests.make import SCAN, Make


def test_a_permit_is_renewed_with_its_scan_and_the_firearm_goes_out_again(make: Make) -> None:
    gun, guard = make.firearm(permit="2025-12-31"), make.person()
    make.refused("permit_expired", custody.issue, firearms=[gun], to=guard)
    values = {"permit_number": "P-2", "permit_issued_on": "2026-01-01", "permit_expires_on": "2029-01-01"}
    posted = make.do(renewals.renew, record=gun, values=values, document="RES-7", scan=SCAN, title="Permit P-2")
    make.issued(gun, to=guard)
    (paper,) = make.register.read(documents.of, subject=gun)
    assert (paper.kind, paper.number, paper.title, paper.seq) == ("permit", "RES-7", "Permit P-2", posted.seq)


def test_every_permit_that_a_firearm_had_is_told(make: Make) -> None:
    gun, witness = make.firearm(permit="2025-12-31"), make.witness
    for year in ("2027", "2028", "2029"):
        make.clock.pass_(days=1)
        values = {"permit_number": f"P-{year}", "permit_expires_on": f"{year}-06-30", "permit_kind": "carry"}
        last = make.do(renewals.renew, record=gun, values=values, document=f"RES-{year}").seq
    make.do(corrections.correct, seq=last, reason="wrong_item", witness=witness)
    make.do(records.amend, kind="firearm", record=gun, values={"permit_issued_on": "2026-01-01", "year": 2020})
    amended, second, first, opening = make.register.read(renewals.permit_history, firearm=gun)
    assert (opening.number, opening.expires_on, opening.kind, opening.document) == ("P-1", "2025-12-31", "", "")
    assert (first.number, first.kind, second.document, second.expires_on) == (
        "P-2027", "carry", "RES-2028", "2028-06-30"
    )  # fmt: skip
    assert (amended.number, amended.issued_on, amended.document) == ("P-2028", "2026-01-01", "")


def test_a_firearm_without_a_permit_had_none(make: Make) -> None:
    gun = make.firearm(permit="", permit_number=None)
    make.do(records.amend, kind="firearm", record=gun, values={"year": 2020})
    assert make.register.read(renewals.permit_history, firearm=gun) == []


def test_papers_of_people_company_places_and_articles_are_renewed(make: Make) -> None:
    client = make.place("CL-1", "client")
    vest = make.article("V-1", expires_on="2026-02-01")
    for record, values in (
        (make.person(), {"licence_expires_on": "2031-01-01", "fitness_expires_on": "2027-01-01"}),
        (1, {"licence_number": "LF-2", "licence_expires_on": "2030-01-01"}),
        (client, {"contract_number": "C-9", "starts_on": "2026-01-01", "ends_on": "2027-01-01"}),
        (vest, {"expires_on": "2031-02-01"}),
    ):
        entry = make.entry(make.do(renewals.renew, record=record, values=values, document="D-1").seq)
        assert (entry.kind, entry.reason_code, dict(entry.records[0].new)) == ("renew", "renewal", values)


def test_a_renewal_renews(make: Make) -> None:
    gun = make.firearm(permit="2027-12-31")
    further = {"permit_expires_on": "2028-12-31"}
    make.refused("document_missing", renewals.renew, record=gun, values=further, document="")
    told = make.refused(
        "renewal_not_later", renewals.renew, record=gun, values={"permit_expires_on": "2027-12-31"}, document="D"
    )
    assert told.facts["until"] == "2027-12-31"
    told = make.refused("field_not_for_act", renewals.renew, record=gun, values={"model": "G9"}, document="D")
    assert told.facts["fields"] == ("model",)
    for record in (999, make.lot()):
        make.refused("nothing_of_that_name", renewals.renew, record=record, values=further, document="D")


def test_a_renewal_makes_nothing_new(make: Make) -> None:
    from registry_app.domain.draft import Draft, Wish
    from registry_app.domain.entry import Ref
    from tests.make import enter

    person = Wish("person", {"code": "G-9", "name": "Luz"})
    draft = Draft("renew", wishes=(person,), refs=(Ref("document", "D"),))
    make.refused("renewal_of_nothing", enter, draft=draft)


def test_the_fields_that_may_be_renewed() -> None:
    assert [f.name for f in renewals.fields("firearm")] == [
        "permit_number", "permit_expires_on", "permit_kind", "permit_issued_on"
    ]  # fmt: skip
    assert [f.name for f in renewals.fields("place")] == ["contract_number", "starts_on", "ends_on"]
