"""The format's schema: one text in two places, closed, and true."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from registry_app.domain.indicator import MEASURES
from registry_app.reports.inventory_return import SCHEMA_FILE
from tests.reports import given
from tests.reports.given import Content

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "formats" / "inventory-return-v1.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_documented_schema_is_the_shipped_one() -> None:
    assert DOCUMENTED.read_bytes() == SCHEMA_FILE.read_bytes()


def test_the_schema_is_one_and_admits_a_return() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(given.content(3))
    VALIDATOR.validate(given.content(0, lots=[], events=[]))
    VALIDATOR.validate(given.content(3, indicators=given.indicators()))


def test_indicators_are_known_ones_in_whole_numbers() -> None:
    assert [each["code"] for each in given.indicators()] == list(MEASURES)
    for wrong in ({"code": "of_tomorrow"}, {"value": 0.5}, {"unit": "percent"}, {"further": 1}):
        assert not VALIDATOR.is_valid(given.content(1, indicators=[given.indicators()[0] | wrong]))


@pytest.mark.parametrize("at", ["", "company", "policy", "head", "figures", "entries", "made"])
def test_a_further_key_is_another_version(at: str) -> None:
    content = copy.deepcopy(given.content(3))
    (content[at] if at else content)["further"] = 1
    assert not VALIDATOR.is_valid(content)


@pytest.mark.parametrize("key", ["number", "head", "firearms", "reconciliation", "founders"])
def test_nothing_required_may_be_missing(key: str) -> None:
    content = given.content(3)
    del content[key]
    assert not VALIDATOR.is_valid(content)


@pytest.mark.parametrize(
    "change", [{"serial": ""}, {"year": "2019"}, {"permit_expires_on": "1/5/28"}, {"zone": "moon"}, {"serial": None}]
)
def test_a_wrong_value_is_found(change: Content) -> None:
    assert not VALIDATOR.is_valid(given.content(firearms=[given.firearm(**change)]))
