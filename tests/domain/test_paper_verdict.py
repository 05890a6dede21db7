"""Findings come to one of four verdicts; what is altered weighs more than what nobody can tell."""

import pytest

from registry_app.domain.errors import note, refuse, warn
from registry_app.domain.paper_verdict import MEANINGS, UNTOLD, VERDICTS, verdict_of
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
