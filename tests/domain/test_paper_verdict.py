"""Findings come to one of four verdicts; what is altered weighs more than what nobody can tell."""

import pytest

from registry_app import i18n
from registry_app.domain.errors import note, refuse, warn
from registry_app.domain.paper_verdict import MEANINGS, UNTOLD, VERDICTS, signed_in, verdict_of
from registry_app.domain.wording_verify import VERIFY_SENTENCES


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "intact"),
        ([note("return_again")], "intact"),
        ([warn("unsigned")], "remarks"),
        ([warn("unsigned"), warn("layout_unknown")], "cannot tell"),
        ([warn("layout_unknown"), refuse("page_differs")], "altered"),
    ],
)
def test_the_gravest_decides(findings: list, verdict: str) -> None:
    assert verdict_of(findings) == verdict


def test_every_verdict_is_worded() -> None:
    assert set(VERDICTS) == set(MEANINGS) == {"intact", "remarks", "altered", "cannot tell"}
    assert set(VERIFY_SENTENCES) >= UNTOLD


@pytest.mark.parametrize(("field", "told"), [("armorer", "Armero"), ("witness", "Testigo"), ("x\u202ey", "x\\u202ey")])
def test_where_a_paper_is_signed_is_told_in_the_readers_words(field: str, told: str) -> None:
    with i18n.speaking("es"):
        assert signed_in(field) == told
