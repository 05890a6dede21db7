"""The page of the format of verification names every finding that verification can give."""

import re
from itertools import chain
from pathlib import Path

from registry_app.domain.paper_verdict import UNTOLD
from registry_app.domain.wording_verify import VERIFY_SENTENCES

ROOT = Path(__file__).parents[2]
APP = ROOT / "registry_app"
PAGE = (ROOT / "docs" / "formats" / "verify-v1.md").read_text("utf-8")
SOURCES = (
    "services/verifying", "services/paper_*", "services/recomputed*", "services/compared", "services/carried_entries",
    "reports/opened_paper", "reports/paper_*", "reports/redrawn", "reports/schema_check", "reports/sign*_*",
    "reports/increment_form", "reports/structure", "reports/der",
)  # fmt: skip
RAISED = re.compile(r"(?:refuse|warn|note|Strange|Unreadable|_about)\(\s*(?:refuse\()?\s*\"([a-z_]+)\"")
NOT_OF_A_PAPER = {"desk_damaged", "cannot_read", "not_a_desk"}


def _given() -> set[str]:
    files = chain.from_iterable(APP.glob(f"{name}.py") for name in SOURCES)
    return {code for file in files for code in RAISED.findall(file.read_text("utf-8"))} - NOT_OF_A_PAPER


def test_every_finding_that_is_raised_stands_on_the_page() -> None:
    assert len(_given()) > 60
    assert {code for code in _given() if f"`{code}`" not in PAGE} == set()


def test_every_finding_with_a_sentence_stands_on_the_page() -> None:
    assert {code for code in VERIFY_SENTENCES if f"`{code}`" not in PAGE} == set()


def test_what_leaves_something_open_stands_on_the_page() -> None:
    assert {code for code in UNTOLD if f"`{code}`" not in PAGE} == set()
