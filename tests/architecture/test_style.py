"""Size and style: short files, short functions, a promise on everything public."""

import ast
import statistics

import pytest

from tests.architecture.sources import ALL, PRODUCT, Source, sources

LONGEST_FILE = 300
MEDIAN, NINETIETH = 8, 20
TEST_MEDIAN = 12


def _length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _lengths(*rooms: str) -> list[int]:
    return [_length(function) for source in sources(*rooms) for function in source.functions()]


def test_no_file_is_longer_than_one_reads_at_once() -> None:
    long = {s.path: lines for s in sources(*ALL) if (lines := len(s.text.splitlines())) > LONGEST_FILE}
    assert long == {}


@pytest.mark.parametrize("rooms", [("registry_app",), ("ui",), ("scripts", "benchmarks", "main.py")])
def test_functions_are_short(rooms: tuple[str, ...]) -> None:
    lengths = _lengths(*rooms)
    assert statistics.median(lengths) <= MEDIAN
    assert statistics.quantiles(lengths, n=10)[-1] <= NINETIETH


def test_tests_are_short() -> None:
    assert statistics.median(_lengths("tests")) <= TEST_MEDIAN


def _silent(source: Source) -> list[str]:
    """What is public and promises nothing."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    public = [n for n in source.tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    silent = [n.name for n in public if ast.get_docstring(n) is None]
    return silent if ast.get_docstring(source.tree) else ["the module", *silent]


def test_everything_public_says_what_it_promises() -> None:
    found = {s.path: silent for s in sources(*PRODUCT) if s.text and (silent := _silent(s))}
    assert found == {}


def test_no_string_for_users_hides_in_an_f_string_where_the_catalogues_do_not_find_it() -> None:
    for source in sources("registry_app", "ui"):
        inside = [each for node in source.nodes if isinstance(node, ast.JoinedStr) for each in ast.walk(node)]
        marked = [ast.unparse(call) for call in inside if isinstance(call, ast.Call) and _is_marked(call)]
        assert marked == [], source.path


def _is_marked(call: ast.Call) -> bool:
    return ast.unparse(call.func) in ("_", "N_", "n_") and isinstance(call.args[0], ast.Constant)


def test_every_test_file_says_what_it_proves() -> None:
    assert [s.path for s in sources("tests") if s.text and ast.get_docstring(s.tree) is None] == []


def test_no_test_waits_for_time_to_pass() -> None:
    """But for `tests/crash`, which lets a process live for a random while before it kills it."""
    waiting = [s.path for s in sources("tests") if "time.sleep" in {name for name, _call in s.calls()}]
    assert [path for path in waiting if not path.startswith("tests/crash/")] == []
