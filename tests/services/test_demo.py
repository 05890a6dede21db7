"""The demo company: made by the services, the same for the same seed, true, and with a little of everything in it."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry_app.domain.document import media_type_of
from registry_app.domain.entry import Entry, parse
from registry_app.domain.records import Document
from registry_app.domain.rows import ContentRow, EntryRow
from registry_app.services import (
    assessments,
    audit_trends,
    audits,
    certificates,
    checks,
    closures,
    custodians,
    demo,
    deposits,
    discharges,
    due,
    exports,
    filings,
    key_register,
    listing,
    lists,
    losses,
    policies,
    signatures,
    workshop,
)
from registry_app.services import register as registers
from registry_app.services.demo_cast import ACCOUNTS, ARMOURIES, CLIENTS, LOTS, MODELS
from registry_app.services.demo_photos import photo
from registry_app.services.listing_articles import ARTICLES
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.register import Register
from tests.make import CHEAP

TODAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder, today=TODAY, cost=CHEAP)
    register = registers.unlock(folder / demo.NAME, user=ACCOUNTS[0].name, passphrase=ACCOUNTS[0].passphrase)
    yield register
    register.close()


def sql(register: Register, statement: str) -> list[Any]:
    return register.read(lambda session: list(session.execute(text(statement))))


def entries(register: Register, kind: str) -> list[Entry]:
    query = select(EntryRow.body).where(EntryRow.kind == kind).order_by(EntryRow.seq)
    return [parse(body) for body in register.read(lambda session: list(session.execute(query).scalars()))]


def refs(entry: Entry, kind: str) -> list[str]:
    return [ref.value for ref in entry.refs if ref.kind == kind]


def roles(register: Register, user: int) -> str:
    return str(sql(register, f"SELECT roles FROM user WHERE id = {user}")[0][0])


def test_it_is_intact(company: Register) -> None:
    verdict = checks.check(company, whole=True, processes=1)
    assert (verdict.verdict, verdict.findings) == ("intact", ())


def test_it_has_the_size_that_is_promised(company: Register) -> None:
    counts = company.read(lists.counts)
    assert counts["all"] + counts["gone"] == demo.FIREARMS
    assert (len(ARMOURIES), len(LOTS), sum(model.share for model in MODELS)) == (4, 12, 100)
    assert len(company.read(lists.find, kind="person", text="G-", limit=1000)) == demo.GUARDS


def test_something_is_everywhere(company: Register) -> None:
    assert {code for code, count in company.read(lists.counts).items() if count} == {
        "all", "in_store", "issued", "transit", "held", "gone",
    }  # fmt: skip


def test_it_keeps_to_the_limits_of_its_country(company: Register) -> None:
    policy = company.read(policies.in_force)
    licensed = sql(company, f"SELECT count(*) FROM person WHERE licence_expires_on >= '{TODAY}'")[0][0]
    there = company.read(lists.counts)["all"]
    assert (policy["jurisdiction"], policy["guards_per_firearm"]) == ("co", 3)
    assert there <= min(licensed // 3, int(str(policy["firearms_authorised"])))


def test_a_robbery_was_told_in_time_and_partly_found(company: Register) -> None:
    (case,) = [each for each in company.read(losses.cases) if each.kind == "robbery"]
    assert (case.is_late, case.minutes, case.outcome) == (False, 50, "partly")
    assert (case.lost["firearm"], case.found) == (1, {"firearm": 1})
    assert case.police_number
    assert case.closed_on
    (told,) = sql(company, f"SELECT police_at, notified_at, notice_number FROM loss WHERE id = {case.number}")
    assert all(told)


def test_a_permit_is_lost_told_late_and_its_case_still_open(company: Register) -> None:
    (case,) = company.read(losses.cases, open_only=True)
    assert ("Permiso" in case.documents_lost, case.lost, case.is_late) == (True, {"article": 1}, True)


def test_a_discharge_has_its_three_signatures(company: Register) -> None:
    (told,) = company.read(discharges.discharges)
    (entry,) = entries(company, "discharge")
    assert (told.signed, entry.acknowledged_by) == (True, told.person_id)
    assert "armorer" in roles(company, entry.actor)
    assert "director" in roles(company, entry.witness)
    assert (told.rounds, bool(told.notified_at), bool(told.closed_on)) == (2, True, True)


def test_the_firearm_that_fired_is_held_as_evidence(company: Register) -> None:
    held = sql(company, "SELECT item_id FROM balance WHERE state = 'held:evidence' AND quantity > 0")
    assert [row[0] for row in held] == [told.firearm_id for told in company.read(discharges.discharges)]


def test_a_delivery_was_refused_and_another_is_under_way(company: Register) -> None:
    assert (len(entries(company, "reject")), len(entries(company, "accept"))) == (1, 2)
    assert company.read(lists.counts)["transit"] == 3


def test_a_permit_has_expired_and_others_were_renewed(company: Register) -> None:
    expired = company.read(due.board, today=TODAY, only=("permit",)).counts["permit"].overdue
    renewed = [change.kind for entry in entries(company, "renew") for change in entry.records]
    assert expired >= 1
    assert {kind: renewed.count(kind) for kind in set(renewed)} == {"firearm": 3, "person": 3, "place": 1}


@pytest.mark.parametrize("kind", ["correct", "rotate", "open_pack", "dispose", "renew", "find", "release"])
def test_acts_that_are_rare_were_made(company: Register, kind: str) -> None:
    assert entries(company, kind)


def test_what_was_destroyed_names_its_act_and_who_attended(company: Register) -> None:
    guns, rounds = entries(company, "destroy")
    for entry in (guns, rounds):
        assert refs(entry, "document")[0].startswith("ACTA-")
        assert len({*refs(entry, "attended")}) == 2
    assert (len(guns.lines), rounds.lines[0].quantity > 1) == (2, True)


def test_every_armoury_has_a_custodian_with_its_keys(company: Register) -> None:
    answering = {each.armoury: each.person for each in company.read(custodians.custodians)}
    keys = company.read(key_register.keys)
    assert (len(answering), len(keys)) == (len(ARMOURIES), 3 * len(ARMOURIES))
    assert all(key.person == answering[key.armoury] for key in keys)
    assert len(entries(company, "hand_over")) == len(ARMOURIES) + 1


def test_articles_of_every_kind_are_there_and_some_are_out(company: Register) -> None:
    kinds = {row[0] for row in sql(company, "SELECT kind FROM article")}
    assert kinds == {"magazine", "permit_card", "vest", "key"}
    assert company.read(listing.total, ARTICLES, state="out") > 3 * len(ARMOURIES)


def test_part_of_the_firearms_are_marked_again_with_photos(company: Register) -> None:
    marked = sql(company, "SELECT count(DISTINCT firearm_id) FROM mark WHERE kind = 'secondary' AND photo_id > 0")[0][0]
    assert 0.5 < marked / demo.FIREARMS < 0.7
    contents = company.read(_contents, "image/png")
    assert len(contents) == marked
    assert {media_type_of(content) for content in contents} == {"image/png"}
    assert len({row[0] for row in sql(company, "SELECT kind FROM mark")}) > 1


def _contents(session: Session, media_type: str) -> list[bytes]:
    query = select(ContentRow.bytes).join(Document, Document.content_hash == ContentRow.hash)
    return list(session.execute(query.where(Document.media_type == media_type)).scalars())


def test_both_authorities_have_returns_with_receipts_and_one_is_overdue(company: Register) -> None:
    authorities = company.read(filings.authorities)
    assert [each.last.receipt_number != "" for each in authorities if each.last] == [True, True]
    board = company.read(due.board, today=TODAY, only=("return",))
    assert (board.counts["return"].overdue, board.problems) == (1, ())
    (content,) = company.read(_contents, "application/pdf")
    assert [field.signed_by for field in signatures.fields(content)] == ["Marta Cano Ibarra", "Luis Pardo Vega", ""]


def test_who_signs_has_a_certificate_of_the_companys_own_authority(company: Register) -> None:
    held = company.read(certificates.listed)
    assert [(each.kind, each.user, each.has_key) for each in held] == [
        ("authority", "marta.cano", True), ("signer", "marta.cano", True), ("signer", "luis.pardo", True),
    ]  # fmt: skip


def test_the_workshop_did_some_work_and_has_more(company: Register) -> None:
    (back,) = entries(company, "repaired")
    assert refs(back, "work")
    assert [away.document != "" for away in company.read(workshop.inside)] == [True]


def test_something_lies_with_the_authority(company: Register) -> None:
    (lying,) = company.read(deposits.lying)
    assert (lying.document, lying.due_at > 0) == ("DEP-0093", True)
    state = company.read(closures.state)
    assert (state.handed_in("firearm"), state.is_begun) == (1, False)


def test_packs_are_sealed_and_contracts_run_out(company: Register) -> None:
    assert sql(company, "SELECT count(*) FROM balance WHERE state = 'sealed' AND quantity > 0")[0][0] > len(LOTS) // 2
    ends = [row[0] for row in sql(company, "SELECT ends_on FROM place WHERE kind = 'contract' ORDER BY ends_on")]
    assert len(ends) == len(CLIENTS)
    assert TODAY.isoformat() < ends[0] < (TODAY + dt.timedelta(days=30)).isoformat()


def test_people_have_all_their_papers(company: Register) -> None:
    papers = ("licence_expires_on", "course_expires_on", "fitness_expires_on", "course_name", "card", "joined_on")
    lacking = " OR ".join(f"{name} IS NULL" for name in papers)
    assert sql(company, f"SELECT count(*) FROM person WHERE code LIKE 'G-%' AND ({lacking})")[0][0] == 0


def test_nearly_all_firearms_were_seen_within_ninety_days(company: Register) -> None:
    since = (TODAY - dt.timedelta(days=90)).isoformat()
    seen = sql(company, f"SELECT count(*) FROM firearm WHERE inspected_on >= '{since}'")[0][0]
    assert 0.85 < seen / demo.FIREARMS < 1


def test_each_armoury_was_counted_and_one_is_due_again(company: Register) -> None:
    closed = company.read(audits.audits)
    assert [(each.kind, each.outcome, each.differences, each.left) for each in reversed(closed)] == [
        ("full", "clean", 0, 0), ("full", "clean", 0, 0), ("hand_over", "clean", 0, 0), ("full", "explained", 1, 0),
        ("full", "with_differences", 1, 1),
    ]  # fmt: skip
    assert all(each.closed_at for each in closed)
    assert len({each.place for each in closed}) == len(ARMOURIES)
    counts = company.read(due.board, today=TODAY, only=("audit", "hand_over_count", "difference")).counts
    assert (counts["audit"].overdue, counts["difference"].total, "hand_over_count" in counts) == (1, 1, False)


def test_what_was_short_was_used_in_training_and_put_right(company: Register) -> None:
    (settled,) = [entry for entry in entries(company, "settle") if entry.witness]
    (put_right,) = refs(settled, "entry")
    (expended,) = [entry for entry in entries(company, "expend") if entry.seq == int(put_right)]
    assert (expended.lines[0].quantity, expended.reason_code) == (4, "training")


def test_a_count_saw_nearly_everything_that_lay_in_store(company: Register) -> None:
    first = company.read(audit_trends.trend, most=9)[0]
    assert (first.measures.accuracy, first.missing, first.measures.minutes > 20) == (1000, 0, True)
    assert first.measures.coverage > 800


def test_security_was_checked_twice_and_two_actions_are_left(company: Register) -> None:
    now, before = company.read(assessments.visits)
    assert [before.whole.answered, now.whole.answered] == [len(now.checklist.questions)] * 2
    assert (before.whole.percent or 0) < (now.whole.percent or 0) < 100
    board = company.read(due.board, today=TODAY, only=("security",))
    assert (board.counts["security"].overdue, board.counts["security"].total) == (1, 2)


def _firearms(register: Register) -> list[Any]:
    ids = register.read(listing.ids, FIREARMS)
    return sorted(register.read(listing.rows, FIREARMS, ids, keys=("serial", "maker", "model", "place", "holder")))


def test_the_same_seed_gives_the_same_company(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        demo.make(tmp_path / name, firearms=8, today=TODAY, cost=CHEAP, days=14)
        register = registers.unlock(
            tmp_path / name / demo.NAME, user=ACCOUNTS[2].name, passphrase=ACCOUNTS[2].passphrase
        )
        told = json.loads(register.read(exports.make, kind="entries", suffix=".json"))
        moved = [{n: v for n, v in row.items() if n not in ("id", "changes")} for row in told]
        made.append((_firearms(register), moved))
        register.close()
    assert made[0] == made[1]
    assert len(made[0][0]) == 8


def test_every_account_opens_with_its_passphrase(company: Register) -> None:
    for account in ACCOUNTS:
        assert company.witness(account.name, account.passphrase).roles == account.roles


def test_a_photo_is_a_picture_of_its_text() -> None:
    assert media_type_of(photo("3C-00001")) == "image/png"
    assert photo("3C-00001") == photo("3c-00001")
    assert len({photo("3C-00001"), photo("3C-00002"), photo("3C-00001", 1)}) == 3
