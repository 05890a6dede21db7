"""Every report computed anew from its entries: a genuine one is intact, and one changed value is found and named."""

import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from registry_app.domain import received
from registry_app.domain.head import Head
from registry_app.i18n import LANGUAGES
from registry_app.reports import package
from registry_app.services import paper_ledger, recomputed_reports
from registry_app.services.desk import Desk
from registry_app.services.paper_history import Claim
from registry_app.services.report_table import REPORTS
from registry_app.services.verifying import verify
from tests import eventful, signed_papers
from tests.eventful import Eventful
from tests.make import CHEAP, Clock, copied
from tests.signed_papers import SIGNED_AT, Drawn, signed

OPEN = {"acknowledged", "back_acknowledged", "rule", "person", "person_name"}
"""Fields that no entry holds, beside those whose values are personal ones."""
ASKED = {"head", "as_of", "within"}
"""What the paper was asked, so that the answer to another question may be the same."""


@pytest.fixture(scope="module")
def base(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Eventful:
    made = eventful.of(copied(template, tmp_path_factory.mktemp("eventful") / "test.armarium"))
    made.make.register.close()
    return made


@pytest.fixture(scope="module")
def lived(base: Eventful, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Eventful]:
    made = base.again(tmp_path_factory.mktemp("lived") / "test.armarium")
    yield made
    made.make.register.close()


def _signed(drawn: Drawn) -> bytes:
    """The paper signed where anybody signs it."""
    form = package.FORMS.get(drawn.name)
    return signed(drawn.file) if form is None or form.signers else drawn.file


def _told(drawn: Drawn, desk: Desk | None = None) -> list[str]:
    """What is found but for notes and missing signatures; nothing where the paper is intact."""
    trust = signed_papers.trust(drawn.content["head"]["origin"])
    found = verify(_signed(drawn), desk=desk, trust=trust).findings
    return [each.code for each in found if each.severity != "note" and each.code != "unsigned"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_genuine_report_is_intact(lived: Eventful, name: str, language: str) -> None:
    assert _told(lived.drawn(name, language)) == []


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if report.of in ("moment", "period")])
def test_one_of_the_past_is_intact(lived: Eventful, name: str) -> None:
    day, head = {"as_of": "2026-06-28"}, {"known_at": "40"}
    if REPORTS[name].of == "period":
        day, head = {"until_on": "2026-06-28"}, {**head, "from_on": "2026-01-01", "until_on": ""}
    for more in (day, head) if name != "expiry" else ({},):
        assert _judged(*lived.gather(name, **more)) == []


def _judged(content: dict[str, Any], entries: bytes) -> list[Any]:
    head = content["head"]
    claim = Claim(Head(head["origin"], head["size"], head["root"]), 0, content["number"], "", None)
    found = paper_ledger.judge(claim, content, entries, None, has_figures=True).findings
    return [each for each in found if each.severity != "note"]


def test_what_entries_do_not_hold_is_told_as_such(lived: Eventful) -> None:
    (told,) = (each for each in verify(lived.drawn("people").file).findings if each.severity == "note")
    assert (told.code, told.facts["fields"]) == ("not_in_entries", ("Person", "Full name"))


def _filed(made: Eventful, desk: Desk, name: str) -> None:
    """A report that the authority received, and what happened since."""
    first = _signed(made.drawn(name))
    found = verify(first, desk=desk)
    assert found.content is not None
    desk.take(received.of(found.content, first, entries=[line + b"\n" for line in found.entries]))
    made.filed(name, first)
    made.make.clock.pass_(days=1)
    gun, lot = made.make.firearm("LATER-1", reason="purchase"), made.make.lot("LATER-L", rounds=20)
    made.make.issued(gun, to=made.make.person("G-9"), rounds={lot: 5})


@pytest.mark.parametrize("name", REPORTS)
def test_the_next_one_brings_newer_entries_alone(base: Eventful, tmp_path: Path, name: str) -> None:
    made = base.again(tmp_path / "test.armarium")
    desk = Desk.create(tmp_path / "x.authority", name="A", passphrase="a desk has one too", cost=CHEAP,
                       clock=Clock(int(SIGNED_AT.timestamp() * 1000)))  # fmt: skip
    _filed(made, desk, name)
    drawn = made.drawn(name)
    assert drawn.content["carried"]["from"] > 0
    told = _told(drawn, desk), _told(drawn)
    made.make.register.close()
    assert told == ([], ["entries_missing"])


# What is changed is found.


@pytest.fixture(scope="module")
def gathered(lived: Eventful) -> dict[str, tuple[dict[str, Any], bytes]]:
    return {name: lived.gather(name) for name in REPORTS}


@pytest.fixture(scope="module")
def personal(lived: Eventful) -> set[str]:
    rows = lived.make.register.read(lambda session: session.execute(text("SELECT value FROM personal")).scalars().all())
    return set(rows)


def _ways(content: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every plain value with the way to it."""
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    if not isinstance(content, dict | list):
        yield way, content
    for key, value in parts:
        if key not in recomputed_reports._NOT_COMPARED | ASKED:
            yield from _ways(value, (*way, key))


def _is_open(value: Any, way: tuple[Any, ...], personal: set[str]) -> bool:
    return bool(OPEN & set(way)) or (isinstance(value, str) and any(each in value for each in personal))


def _put(content: dict[str, Any], way: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(content)
    inner: Any = changed
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = value
    return changed


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_other_value_is_found_and_named(
    gathered: dict[str, tuple[dict[str, Any], bytes]], personal: set[str], name: str, data: st.DataObject
) -> None:
    content, entries = gathered[name]
    ways = [(way, value) for way, value in _ways(content) if not _is_open(value, way, personal)]
    way, value = data.draw(st.sampled_from(ways))
    other = value + data.draw(st.integers(1, 9)) if isinstance(value, int) else f"{value}X"
    found = _judged(_put(content, way, other), entries)
    assert found, (way, value, other)
    if len(way) == 3 and found[0].code == "paper_row_differs":
        assert (found[0].facts["row"], found[0].facts["found"]) == (way[1] + 1, str(other)[:60])


@pytest.mark.parametrize("name", REPORTS)
def test_a_forged_report_is_altered_though_its_company_drew_and_signed_it(lived: Eventful, name: str) -> None:
    drawn = lived.drawn(name)
    users = drawn.content.get("users") or drawn.content["steps"] if name != "trace" else drawn.content["chain"]
    rows = [dict(row) for row in users]
    rows[0]["entry" if "entry" in rows[0] else "entries"] += 1
    key = next(key for key, value in drawn.content.items() if value == users)
    assert _told(drawn.again({key: rows})) == ["paper_row_differs"]


def test_one_person_under_two_names_is_found(lived: Eventful) -> None:
    content, entries = lived.gather("handovers")
    many = Counter(row["person_code"] for row in content["handovers"])
    twice = max(many, key=lambda code: many[code])
    *_others, last = (row for row in content["handovers"] if row["person_code"] == twice)
    name, last["person"] = last["person"], "Somebody Else"
    (found,) = _judged(content, entries)
    assert (found.code, found.facts["found"], found.facts["wanted"]) == ("paper_row_differs", "Somebody Else", name)


def test_a_row_that_is_gone_or_new_or_moved_is_named(lived: Eventful) -> None:
    content, entries = lived.gather("movements")
    rows = content["movements"]
    (gone,) = _judged({**content, "movements": rows[:3] + rows[4:]}, entries)
    assert (gone.code, gone.facts["label"]) == ("paper_row_missing", "Movements")
    (new,) = _judged({**content, "movements": [*rows, {**rows[0], "entry": 999, "quantity": 77, "item": "?"}]}, entries)
    assert (new.code, new.facts["row"]) == ("paper_row_added", len(rows) + 1)
    (moved,) = _judged({**content, "movements": [*rows[1:], rows[0]]}, entries)
    assert (moved.code, moved.facts["label"]) == ("paper_order_differs", "Movements")


def test_another_day_is_another_question(lived: Eventful) -> None:
    content, entries = lived.gather("people")
    for day, code in (
        ("2026-06-27", "paper_value_differs"),
        ("2036-06-28", "paper_not_possible"),
        ("?", "paper_not_possible"),
    ):
        found = _judged({**content, "as_of": {**content["as_of"], "day": day}}, entries)
        assert code in {each.code for each in found}


def test_another_release_accuses_nobody(lived: Eventful) -> None:
    content, entries = lived.gather("ammunition")
    content["made"]["build"], content["figures"]["lost"] = "armarium 9.9", 77
    assert [each.code for each in _judged(content, entries)] == ["other_release"]


def test_a_return_without_users_is_a_remark_only_where_it_may_be_so_old(lived: Eventful) -> None:
    content, entries = lived.gather("inventory")
    del content["users"], content["late"], content["addressee"]["sequence"]
    assert {each.code for each in _judged(content, entries)} == {"paper_row_missing", "paper_value_differs"}
    del content["carried"]
    (absent,) = _judged(content, entries)
    assert (absent.code, absent.severity) == ("sections_absent", "warning")


def test_what_no_register_would_make_is_told(lived: Eventful) -> None:
    content, entries = lived.gather("loss")
    content["number"] = content["number"].replace("LN-", "LN-9")
    assert [each.code for each in _judged(content, entries)] == ["paper_not_possible"]
