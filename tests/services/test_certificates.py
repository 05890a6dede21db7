"""Certificates: founded with a witness, issued in their owner's presence, usable by their owner alone, withdrawn."""

import pytest
from sqlalchemy import text

from registry_app.domain.errors import Refused
from registry_app.domain.records import COMPANY
from registry_app.reports import certificates as papers
from registry_app.services import certificate_keys, certificates, checks, erasing, records, users
from registry_app.services import register as registers
from registry_app.services.certificates import Held
from tests.make import CHEAP, PASSPHRASE, Make


@pytest.fixture
def company(make: Make, known_keys: None) -> Make:
    """A company that has founded its authority."""
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    return make


def _listed(make: Make) -> list[Held]:
    return make.register.read(certificates.listed)


def _keys(make: Make) -> list[int]:
    query = text("SELECT user_id FROM signing_key")
    return make.register.read(lambda session: list(session.execute(query).scalars()))


def _intact(make: Make) -> None:
    verdict = checks.check(make.register, processes=1)
    assert (verdict.verdict, [f.code for f in verdict.findings if f.severity != "note"]) == ("intact", [])


def _packed(make: Make, name: str = "Prestador S.A.") -> bytes:
    """What a provider gives to somebody: certificate and key under a passphrase."""
    moment = make.register.read(certificates.now)
    above = papers.found(company=name, licence="", moment=moment)
    return papers.save(papers.certify(above, name="Eva Gil", user="eva", company="", moment=moment), "abc")


# Founding.


def test_an_authority_bears_name_and_licence_of_the_company(company: Make) -> None:
    (only,) = _listed(company)
    told = papers.describe(company.register.read(certificates.certificate, fingerprint=only.fingerprint))
    assert (only.kind, only.user, only.has_key, only.issuer) == ("authority", "first", True, "")
    assert (told.subject, told.is_authority) == ("Vigilancia Andina S.A.", True)
    assert only == company.register.read(certificates.authority)
    _intact(company)


def test_an_authority_needs_a_director_a_witness_and_a_licence(make: Make) -> None:
    make.refused("licence_number_missing", certificates.found, witness=make.witness)
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.refused("witness_missing", certificates.found)
    armorer = make.as_(make.actor("marta", "armorer"))
    armorer.refused("role_may_not", certificates.found, witness=make.witness)
    assert _keys(make) == []


def test_there_is_one_authority_at_a_time(company: Make) -> None:
    company.refused("authority_stands", certificates.found, witness=company.witness)
    (first,) = _listed(company)
    company.do(certificates.withdraw, record=first.id, reason="renewal")
    company.do(certificates.found, witness=company.witness)
    assert [(c.withdrawn_on != "", c.has_key) for c in _listed(company)] == [(False, True), (True, False)]
    _intact(company)


def test_an_act_asked_for_twice_is_done_once(company: Make) -> None:
    entry = "019b0000-0000-7000-8000-00000000000a"
    first = company.do(certificates.certify, entry_id=entry)
    assert company.do(certificates.certify, entry_id=entry) == first
    assert len(_listed(company)) == 2


# Certifying.


def test_a_user_is_certified_in_his_presence(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    posted = company.do(certificates.certify, witness=marta)
    entry = company.entry(posted.seq)
    (mine,) = [c for c in _listed(company) if c.user == "marta"]
    assert (entry.kind, entry.witness, mine.kind, mine.subject) == ("certify", marta.user_id, "signer", "Marta")
    assert mine.issuer == _listed(company)[0].fingerprint
    assert "Marta" not in str(entry)
    _intact(company)


def test_its_owner_signs_with_it_and_nobody_else(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    company.do(certificates.certify, witness=marta)
    signer = company.register.read(certificates.signer, by=marta)
    above = company.register.read(certificates.authority)
    assert above
    root = company.register.read(certificates.certificate, fingerprint=above.fingerprint)
    assert papers.is_issued_by(signer.certificate, root)
    assert signer.chain == (root,)
    with pytest.raises(Refused, match="certificate_missing"):
        company.register.read(certificates.signer, by=company.register.actor)
    (mine,) = company.register.read(certificate_keys.of_user, marta.user_id)
    with pytest.raises(Refused, match="certificate_without_key"):
        company.register.read(certificate_keys.opened, certificate=mine, owner=company.register.actor)


def test_a_new_one_takes_the_place_of_the_old(company: Make) -> None:
    for _time in range(2):
        company.do(certificates.certify)
    of_first = [c for c in _listed(company) if c.kind == "signer"]
    assert [(c.withdrawn_on != "", c.has_key) for c in of_first] == [(False, True), (True, False)]
    assert len(_keys(company)) == 2
    _intact(company)


def test_nobody_certifies_without_the_authoritys_key(company: Make) -> None:
    other = company.as_(company.actor("jefa", "director"))
    other.refused("authority_of_another", certificates.certify)
    (only,) = _listed(company)
    company.do(certificates.withdraw, record=only.id)
    company.refused("authority_missing", certificates.certify)


def test_who_may_not_witness_gets_no_certificate_of_the_company(company: Make) -> None:
    company.refused("witness_may_not", certificates.certify, witness=company.actor("ivan", "inspector"))
    assert len(_keys(company)) == 1


# Withdrawing.


def test_a_certificate_is_withdrawn_by_its_owner_or_a_director(company: Make) -> None:
    marta, luis = (company.as_(company.actor(name, "armorer")) for name in ("marta", "luis"))
    company.do(certificates.certify, witness=marta.register.actor)
    company.do(certificates.certify, witness=luis.register.actor)
    of = {c.user: c.id for c in _listed(company)}
    marta.refused("certificate_of_another", certificates.withdraw, record=of["luis"])
    marta.do(certificates.withdraw, record=of["marta"], reason="loss")
    company.do(certificates.withdraw, record=of["luis"])
    assert {c.user for c in _listed(company) if not c.withdrawn_on} == {"first"}
    _intact(company)


def test_a_withdrawal_is_not_undone(company: Make) -> None:
    from registry_app.services import corrections

    (only,) = _listed(company)
    posted = company.do(certificates.withdraw, record=only.id)
    refused = {"seq": posted.seq, "reason": "typing_error", "witness": company.witness}
    company.refused("correction_not_for", corrections.correct, **refused)


# Importing.


def test_a_providers_certificate_is_taken_in_by_whom_it_is_for(company: Make) -> None:
    eva = company.as_(company.actor("eva", "supervisor"))
    eva.do(certificates.take_in, content=_packed(company), passphrase="abc")
    signer = eva.register.read(certificates.signer, by=eva.register.actor)
    (mine,) = [c for c in _listed(company) if c.user == "eva"]
    assert (mine.kind, mine.subject, mine.issuer) == ("imported", "Eva Gil", papers.fingerprint(signer.chain[0]))
    _intact(company)


def test_a_file_that_does_not_serve_leaves_nothing(company: Make) -> None:
    company.refused("pkcs12_passphrase", certificates.take_in, content=_packed(company), passphrase="abd")
    company.clock.pass_(days=4 * 366)
    kept = _packed(company)
    company.clock.pass_(days=4 * 366)
    company.refused("certificate_expired", certificates.take_in, content=kept, passphrase="abc")
    assert len(_keys(company)) == 1


def test_an_expired_certificate_signs_nothing(company: Make) -> None:
    company.do(certificates.certify)
    company.clock.pass_(days=4 * 366)
    with pytest.raises(Refused, match="certificate_expired"):
        company.register.read(certificates.signer, by=company.register.actor)


# Keys that change.


def test_a_new_passphrase_by_oneself_keeps_the_certificate(company: Make) -> None:
    company.do(certificates.certify)
    registers.change_passphrase(company.register, old=PASSPHRASE, new=PASSPHRASE + "!", cost=CHEAP)
    back = registers.unlock(company.folder, user="first", passphrase=PASSPHRASE + "!", clock=company.clock)
    with back as register:
        assert register.read(certificates.signer, by=register.actor)


def test_who_gets_a_new_key_needs_a_new_certificate(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    company.do(certificates.certify, witness=marta)
    told = users.reset_user(
        company.register, name="marta", passphrase=PASSPHRASE, witness=company.witness, cost=CHEAP
    )  # fmt: skip
    assert [f.code for f in told.findings] == ["certificate_goes_with_key"]
    assert [(c.user, bool(c.withdrawn_on), c.has_key) for c in _listed(company)] == [
        ("first", False, True), ("marta", True, False),
    ]  # fmt: skip
    with pytest.raises(Refused, match="certificate_missing"):
        company.register.read(certificates.signer, by=company.register.witness("marta", PASSPHRASE))
    _intact(company)


def test_who_leaves_takes_no_key_along_and_leaves_none(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    company.do(certificates.certify, witness=marta)
    users.amend_user(company.register, name="marta", is_active=False, witness=company.witness)
    assert len(_keys(company)) == 1
    _intact(company)


# Privacy, and what leaves.


def test_the_name_in_a_certificate_is_erased_with_the_person(company: Make) -> None:
    marta = company.actor("marta", "armorer")
    company.do(certificates.certify, witness=marta)
    users.amend_user(company.register, name="marta", is_active=False, witness=company.witness)
    company.do(erasing.values, record=marta.person_id, witness=company.witness)
    (gone,) = [c for c in _listed(company) if c.user == "marta"]
    assert gone.subject == ""
    with pytest.raises(Refused, match="certificate_erased"):
        company.register.read(certificates.certificate, fingerprint=gone.fingerprint)
    _intact(company)


def test_the_authority_is_handed_out_as_text_or_bytes(company: Make) -> None:
    told = company.register.read(certificates.exported, suffix=".pem")
    content = company.register.read(certificates.exported, suffix=".cer")
    assert papers.from_pem(told) == (content,)
    with pytest.raises(Refused, match="certificate_suffix"):
        company.register.read(certificates.exported, suffix=".doc")


def test_without_an_authority_nothing_is_handed_out(make: Make) -> None:
    with pytest.raises(Refused, match="authority_missing"):
        make.register.read(certificates.exported, suffix=".pem")
    assert make.register.read(certificates.own, user=make.register.actor.user_id) is None
