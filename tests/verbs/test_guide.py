"""What the guide tells people to type is what the program takes."""

import re
import shlex
from pathlib import Path

import pytest

from registry_app.cli import parser
from tests.architecture.sources import ROOT

_COMMAND = re.compile(r"^    (armarium (?:.*\\\n)*.*)$", re.MULTILINE)


def _commands(page: Path) -> list[list[str]]:
    """The commands of a page, without what a shell redirects."""
    return [shlex.split(found.replace("\\\n", " ")) for found in _COMMAND.findall(page.read_text("utf-8"))]


PAGES = [page for page in sorted((ROOT / "docs/guide").glob("*.md")) if _commands(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_the_guide_are_taken(page: Path) -> None:
    takes = parser()
    for _program, *words in _commands(page):
        assert takes.parse_args(words).run, words


def test_the_guide_tells_of_commands() -> None:
    assert {"acts", "losses", "discharge", "workshop", "deposit", "ammunition"} <= {page.stem for page in PAGES}
