"""What was typed is kept for its user, in the encrypted file alone, and is no part of the ledger."""

from registry_app.services import checks, drafts, ledger
from tests.make import Make

TYPED = "ceiba-typed-and-not-saved"


def _kept(make: Make, user: int | None = None) -> dict[str, str]:
    return make.register.read(drafts.kept, user=make.register.actor.user_id if user is None else user)


def test_a_draft_is_kept_replaced_and_erased(make: Make) -> None:
    make.do(drafts.keep, pages={"company": "one", "users": "two"})
    make.do(drafts.keep, pages={"company": "three", "users": ""})
    assert _kept(make) == {"company": "three"}


def test_a_draft_is_its_users_alone(make: Make) -> None:
    make.do(drafts.keep, pages={"company": TYPED})
    assert _kept(make, make.register.actor.user_id + 1) == {}


def test_a_draft_moves_no_head_and_no_check_minds_it(make: Make) -> None:
    before = make.register.read(ledger.head)
    make.do(drafts.keep, pages={"company": TYPED})
    assert make.register.read(ledger.head) == before
    assert checks.check(make.register).findings == ()


def test_nothing_of_a_draft_lies_in_clear_on_the_disk(make: Make) -> None:
    make.do(drafts.keep, pages={"company": TYPED})
    files = [file for file in make.folder.rglob("*") if file.is_file()]
    assert any(file.name == "register.db" for file in files)
    assert [file.name for file in files if TYPED.encode() in file.read_bytes()] == []
