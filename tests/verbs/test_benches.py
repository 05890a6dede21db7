"""The verb `bench`: it knows its benchmarks by name."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks import _movements, returns
from registry_app.cli import run
from registry_app.reports.schema_check import validator
from registry_app.verbs import benches


def test_an_unknown_name_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "wishes"]) == 2
    assert "acts" in capsys.readouterr().err


@pytest.mark.parametrize("name", benches.names())
def test_every_benchmark_can_be_called(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").main)


def test_rows_are_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "papers", "many"]) == 2
    assert "many" in capsys.readouterr().err


@pytest.mark.parametrize("content", [returns.content, _movements.content])
def test_what_is_measured_are_papers_as_they_are_made(content: Callable[[int], dict[str, Any]]) -> None:
    made = content(40)
    assert list(validator(made["format"]).iter_errors(made)) == []
