"""requirements.lock: all that is stated, pinned with hashes, and no address."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import lock

TEXT = lock.LOCK.read_text("utf-8")
PINS = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", TEXT, re.MULTILINE))


def test_no_address_is_in_it() -> None:
    assert not re.search(r"://|^-|@ ", TEXT, re.MULTILINE)


def test_every_pin_has_its_hashes() -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", TEXT.removeprefix(lock.HEADER).strip())
    assert len(blocks) == len(re.findall("==.*\\\\$", TEXT, re.MULTILINE))
    assert [b.partition("==")[0] for b in blocks if "--hash=sha256:" not in b] == []


@pytest.mark.parametrize("stated", lock.wanted())
def test_what_is_stated_is_pinned_within_its_bounds(stated: str) -> None:
    requirement = Requirement(stated)
    assert PINS[canonicalize_name(requirement.name)] in requirement.specifier
