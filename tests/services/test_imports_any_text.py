"""Whatever people write: it goes in, out and in again unchanged, or is refused with a reason."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry_app.domain.errors import Refused
from registry_app.domain.wording import say
from registry_app.services import exports, imports
from tests.lists import csv_file, listed, planned
from tests.make import Make

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50) | st.sampled_from(
    ["007", "6.37702E+15", "1-2", "½", "=A1", "ﬁ", "e\u0301", "İ", "ß", "null", "-", "٣", "K", "'x", '"', "a\u00a0b"]
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_any_text_survives_or_is_refused(make: Make, suffix: str, texts: list[tuple[str, str, str]]) -> None:
    make.place("ARM-1")
    rows = [{"Serial number": s, "Maker": m, "Permit number": p} for s, m, p in texts]
    with tempfile.TemporaryDirectory() as folder:
        path = csv_file(Path(folder) / "in.csv", listed("firearms", *rows))
        try:
            plan = planned(make, "firearms", path)
        except Refused:  # so many control characters that it is no list at all
            return
        done = imports.run(make.register, plan)
        assert all(say(f.finding) for row in done.refused for f in row.findings if f.is_refusal)
        assert all(any(f.is_refusal for f in row.findings) for row in done.refused)
        before = json.loads(make.register.read(exports.make, kind="firearms", suffix=".json"))
        out = Path(folder) / f"out{suffix}"
        out.write_bytes(make.register.read(exports.make, kind="firearms", suffix=suffix))
        if before:
            again = imports.run(make.register, planned(make, "firearms", out))
            assert {row.verdict for row in again.rows} == {"unchanged"}, [f for f in again.findings if f.row > 1]
            assert json.loads(make.register.read(exports.make, kind="firearms", suffix=".json")) == before
