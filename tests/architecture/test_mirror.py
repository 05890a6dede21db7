"""The tests mirror the code, and what is stated is what is used."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, sources

ROOMS = ("domain", "persistence", "reports", "services", "verbs")
ELSEWHERE = tomllib.loads((ROOT / "tests/architecture/elsewhere.toml").read_text("utf-8"))
LOADED_BY_NAME = {"rl-accel", "tzdata"}
"""ReportLab finds its accelerator, and `zoneinfo` its zones, without an import of ours."""
BROUGHT_ALONG = {"shiboken6", "pyhanko-certvalidator"}
"""Parts of PySide6 and of pyHanko, which state the version that fits."""


def _modules() -> set[str]:
    """Every module of the rooms that says more than its docstring, as `room/name`."""
    rooms = sources(*(f"registry_app/{room}" for room in ROOMS))
    return {
        source.path.removeprefix("registry_app/").removesuffix(".py")
        for source in rooms
        if "/migrations/" not in source.path and any(not isinstance(node, ast.Expr) for node in source.tree.body)
    }


def _has_its_own(module: str) -> bool:
    """Whether a test file of its name is there, or of its topic: `wording_acts` belongs to `test_wording.py`."""
    room, _, name = module.partition("/")
    words = name.split("_")
    topics = ["_".join(words[: n + 1]) for n in range(len(words))]
    return any((ROOT / "tests" / room / f"test_{topic}.py").exists() for topic in topics)


def test_every_module_has_its_test() -> None:
    assert sorted(m for m in _modules() if not _has_its_own(m) and m not in ELSEWHERE) == []


def test_modules_proven_elsewhere_are_so() -> None:
    assert sorted(m for m in ELSEWHERE if m not in _modules() or _has_its_own(m)) == []
    assert sorted(test for test in ELSEWHERE.values() if not (ROOT / "tests" / test).exists()) == []


def _stated(group: str) -> set[str]:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    requirements = read["project"]["dependencies"] if group == "run" else read["dependency-groups"][group]
    return {canonicalize_name(Requirement(r).name) for r in requirements}


def _used(*rooms: str) -> set[str]:
    """The distributions that the rooms import."""
    homes = packages_distributions()
    tops = {name.partition(".")[0] for source in sources(*rooms) for name in source.imports()}
    return {canonicalize_name(home) for top in tops - sys.stdlib_module_names for home in homes.get(top, [])}


def test_the_program_uses_what_it_states() -> None:
    assert _used("main.py", "registry_app", "ui") - BROUGHT_ALONG == _stated("run") - LOADED_BY_NAME


def test_tests_and_scripts_use_what_is_stated() -> None:
    assert _used("tests", "benchmarks", "scripts") - BROUGHT_ALONG <= _stated("run") | _stated("dev")
