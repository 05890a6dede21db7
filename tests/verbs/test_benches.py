"""The verb `bench`: it knows its benchmarks by name."""

import importlib

import pytest

from registry_app.cli import run
from registry_app.verbs import benches


def test_an_unknown_name_is_refused_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "wishes"]) == 2
    assert "acts" in capsys.readouterr().err


@pytest.mark.parametrize("name", benches.names())
def test_every_benchmark_can_be_called(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.{name}").main)
