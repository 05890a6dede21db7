"""What the judge says of certificates that no service would enter so."""

from typing import Any

import pytest

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused
from registry_app.domain.records import COMPANY
from registry_app.services import certificates, records
from registry_app.services.certificates import Held
from tests.make import Make


@pytest.fixture
def company(make: Make) -> Make:
    """A company that has founded its authority."""
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    return make


def _listed(make: Make) -> list[Held]:
    return make.register.read(certificates.listed)


def _values(actor: Actor, kind: str = "imported", **changes: Any) -> dict[str, Any]:
    return {
        "user_id": actor.user_id, "kind": kind, "subject": "X", "content_hash": "ab" * 32,
        "valid_from_on": "2025-01-01", "valid_until_on": "2030-01-01",
    } | changes  # fmt: skip


def _draft(values: dict[str, Any], act: str = "certify") -> Draft:
    contents = {str(values["content_hash"]): b"kept elsewhere"}
    return Draft(act, wishes=(Wish("certificate", values),), contents=contents)


def _codes(make: Make, draft: Draft, **who: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        make.post(draft, **who)
    return {finding.code for finding in caught.value.findings}


def test_each_kind_has_its_act(company: Make) -> None:
    mine = company.register.actor
    witness = {"witness": company.witness}
    assert _codes(company, _draft(_values(mine), "found"), **witness) == {"certificate_not_by_this_act"}
    authority = _draft(_values(mine, "authority"))
    assert _codes(company, authority) == {"certificate_not_by_this_act", "authority_stands"}


def test_a_certificate_is_in_force_when_it_is_entered(company: Make) -> None:
    mine = company.register.actor
    for changes in ({"valid_until_on": "2025-12-31"}, {"valid_from_on": "2027-01-01"}, {"withdrawn_on": "2026-01-01"}):
        assert _codes(company, _draft(_values(mine, **changes))) == {"certificate_not_in_force"}


def test_a_certificate_is_entered_for_oneself(company: Make) -> None:
    values = _values(company.witness)
    assert _codes(company, _draft(values)) == {"certificate_of_another"}
    assert _codes(company, _draft(values), witness=company.witness) == {"certificate_of_another"}


def test_a_certificate_of_the_company_names_the_authority_in_force(company: Make) -> None:
    mine, above = company.register.actor, _listed(company)[0].fingerprint
    assert _codes(company, _draft(_values(mine, "signer", issuer_hash="cd" * 32))) == {"authority_missing"}
    other = company.as_(company.actor("jefa", "director"))
    signer = _values(other.register.actor, "signer", issuer_hash=above)
    assert _codes(other, _draft(signer)) == {"authority_of_another"}


def test_two_certificates_of_one_user_do_not_stand_together(company: Make) -> None:
    company.do(certificates.certify)
    assert _codes(company, _draft(_values(company.register.actor))) == {"certificate_stands"}


def test_only_the_withdrawal_changes_a_certificate(company: Make) -> None:
    (only,) = _listed(company)

    def codes(**values: Any) -> set[str]:
        return _codes(company, Draft("certify", wishes=(Wish("certificate", values, only.id),)))

    assert codes(valid_until_on="2099-01-01") == {"certificate_is_fixed"}
    assert codes(withdrawn_on="2025-12-31") == {"certificate_withdrawn_another_day"}
    company.do(certificates.withdraw, record=only.id)
    assert codes(withdrawn_on="2026-01-01") == {"certificate_is_fixed"}


def test_an_entry_that_leaves_a_certificate_without_its_key_is_refused(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    company.do(certificates.certify, witness=marta)
    leaves = Draft("user", wishes=(Wish("user", {"is_active": 0}, marta.user_id),), reason_code="departure")
    assert _codes(company, leaves, witness=company.witness) == {"certificate_outlives_key"}
