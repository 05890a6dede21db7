"""Personal values and notes are erased by an entry; the register stays intact, and tells who did it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Ref
from registry_app.domain.projection import erasable, erased
from registry_app.services import checks, corrections, custody, erasing, history, lists, records
from tests.make import Make


def _personal(session: Session) -> list[str]:
    return sorted(session.execute(text("SELECT value FROM personal")).scalars())


def _erase(make: Make, service: Callable[..., Any] = erasing.values, **facts: Any) -> Any:
    return make.do(service, witness=make.witness, **facts)


def _codes(make: Make) -> tuple[str, list[str]]:
    verdict = checks.check(make.register, processes=1)
    return verdict.verdict, [finding.code for finding in verdict.findings]


def test_all_that_a_person_ever_was_called_is_erased(make: Make) -> None:
    guard = make.person("G-1", document="CC 1", licence_number="L-1")
    make.do(records.amend, kind="person", record=guard, values={"name": "Luz Mar", "licence_class": "B"})
    make.witness  # noqa: B018 - who witnesses has a name too
    _erase(make, record=guard)
    assert make.register.read(_personal) == ["Ana Ruiz", "Second"]
    left = make.register.read(history.detail, kind="person", record=guard)
    assert (left["code"], left["name"], left["document"], left["licence_class"]) == ("G-1", None, None, "B")
    assert _codes(make) == ("intact", ["personal_erased"])


def test_some_fields_alone_are_erased(make: Make) -> None:
    guard = make.person("G-1", document="CC 1", licence_number="L-1")
    _erase(make, record=guard, fields=("document",), reason="kept_long_enough")
    left = make.register.read(history.detail, kind="person", record=guard)
    assert (left["name"], left["document"], left["licence_number"]) == ("Guard G-1", None, "L-1")
    make.refused("erased_nothing", erasing.values, record=guard, fields=("document",), witness=make.witness)


def test_a_person_may_be_amended_and_used_after_the_erasing(make: Make) -> None:
    guard, gun = make.person("G-1"), make.firearm()
    _erase(make, record=guard)
    make.do(records.amend, kind="person", record=guard, values={"name": "Luz Mar"})
    make.issued(gun, to=guard)
    assert make.register.read(lists.find, kind="person", text="luz")[0][0] == guard
    assert _codes(make)[0] == "intact"


def test_a_note_is_erased_and_its_entry_stands(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    seq = make.issued(gun, to=guard, note="his brother called").seq
    _erase(make, erasing.remark, seq=seq)
    event = make.register.read(history.life, record=gun)[0]
    assert (event.seq, event.note) == (seq, "")
    assert _codes(make) == ("intact", ["personal_erased"])
    for other in (seq, 0, 999):
        make.refused("erased_nothing", erasing.remark, seq=other, witness=make.witness)


def test_of_somebody_who_has_things_in_hand_nothing_is_erased(make: Make) -> None:
    gun, guard = make.firearm(), make.person("G-1")
    make.issued(gun, to=guard)
    told = make.refused("erased_of_holder", erasing.values, record=guard, witness=make.witness)
    assert told.facts["person"] == "G-1"
    make.do(custody.take_back, firearms=[gun])
    _erase(make, record=guard)


def test_an_erasing_is_not_corrected(make: Make) -> None:
    seq = _erase(make, record=make.person()).seq
    make.refused("correction_not_for", corrections.correct, seq=seq, reason="other", witness=make.witness)


def _drafted(make: Make, *refs: tuple[str, int | str], kind: str = "erase") -> dict[str, Any]:
    return {"draft": Draft(kind, reason_code="privacy", refs=tuple(Ref(k, str(v)) for k, v in refs))}


@pytest.mark.parametrize(
    ("refs", "code"),
    [
        ((("about", "guard"), ("erased", "name")), "erased_unknown"),
        ((("entry", "before"), ("about", "guard"), ("erased", "name")), "erased_unknown"),
        ((("entry", "seq"), ("erased", "name")), "erased_of_whom"),
        ((("entry", "seq"), ("about", "guard"), ("about", "other"), ("erased", "name")), "erased_of_whom"),
        ((("entry", "seq"), ("about", "guard")), "entry_empty"),
        ((("entry", "seq"), ("about", "guard"), ("erased", "root")), "erased_unknown"),
    ],
)
def test_an_erasing_names_what_stood_and_whose_it_was(make: Make, refs: Any, code: str) -> None:
    from tests.make import enter

    told = make.do(records.describe, kind="person", values={"code": "G-1", "name": "Luz"})
    entry = make.entry(told.seq)
    (name,) = erasable(entry)
    known = {"guard": told.records[0], "other": make.person(), "seq": told.seq, "before": told.seq - 1, "name": name,
             "root": entry.prior_root}  # fmt: skip
    facts = _drafted(make, *((kind, known[which]) for kind, which in refs))
    make.refused(code, enter, **facts, witness=make.witness)


def test_no_other_act_erases_in_passing(make: Make) -> None:
    from registry_app.domain.draft import Wish

    person = Wish("person", {"code": "G-9", "name": "Luz"})
    draft = Draft("describe", wishes=(person,), refs=(Ref("erased", "ab" * 32),))
    from tests.make import enter

    make.refused("erased_in_passing", enter, draft=draft)
    assert erased(make.entry(0)) == []


def test_what_was_put_back_after_an_erasing_is_found(make: Make) -> None:
    guard = make.person("G-1")
    kept = make.register.read(lambda session: session.execute(text("SELECT * FROM personal")).mappings().all())
    _erase(make, record=guard)
    again = text("INSERT OR IGNORE INTO personal VALUES (:commit, :subject, :salt, :value)")
    make.register.opened.store.write(lambda session: session.execute(again, [dict(row) for row in kept]))
    assert "personal_differs" in _codes(make)[1]
