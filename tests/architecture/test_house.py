"""The house: what lies at the top, what things are called, and what no file may say."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from tests.architecture.sources import ROOT, sources

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "README.md", "benchmarks", "docs",
    "main.py", "pyproject.toml", "registry_app", "requirements.lock", "resources", "scripts", "tests", "ui",
}  # fmt: skip
NOT_OURS = {
    "manager", "helper", "helpers", "utils", "util", "common", "base", "handler", "data", "process", "asset", "product",
    "employee", "transaction", "misc",
}  # fmt: skip
"""Words that say nothing, or that the house has a better word for."""
TEXT = {".py", ".md", ".toml", ".lock", ".sh", ".txt", ".json", ".po", ".csv", ".svg", ""}
SOMEBODYS_PLACE = re.compile(r"(?<![\w.*}])/(?:work|opt|tmp|root|home)/[\w.]")


def _ignored() -> list[str]:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [".git", *(line.strip("/") for line in lines if line and not line.startswith("#"))]


def _texts() -> list[Path]:
    """Every text file of the checkout that git may know."""
    ignored = _ignored()
    kept = [top for top in ROOT.iterdir() if not any(fnmatch(top.name, pattern) for pattern in ignored)]
    files = [f for top in kept for f in (top.rglob("*") if top.is_dir() else [top]) if f.suffix in TEXT and f.is_file()]
    return [f for f in files if not any(fnmatch(part, p) for part in f.relative_to(ROOT).parts for p in ignored)]


def test_the_top_level_is_a_table_of_contents() -> None:
    there = {top.name for top in ROOT.iterdir() if not any(fnmatch(top.name, p) for p in _ignored())}
    assert there == TOP


def test_no_module_has_a_name_that_says_nothing() -> None:
    for source in sources("registry_app", "ui", "scripts", "benchmarks", "tests"):
        words = set(source.module.rpartition(".")[2].split("_"))
        assert not words & NOT_OURS, source.path


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [(f.relative_to(ROOT).as_posix(), m.group()) for f in _texts() for m in SOMEBODYS_PLACE.finditer(_read(f))]
    assert found == []


def test_every_licence_of_others_is_in_the_notice() -> None:
    notice = _read(ROOT / "NOTICE")
    licences = [f for f in (ROOT / "resources").rglob("*") if re.search(r"OFL|LICENSE", f.name)]
    assert licences
    assert [f.name for f in licences if f.relative_to(ROOT).as_posix() not in notice] == []


def test_every_dependency_has_its_reason() -> None:
    stated = tomllib.loads(_read(ROOT / "pyproject.toml"))
    names = [
        re.split(r"[<>=~! ]", r)[0] for r in stated["project"]["dependencies"] + stated["dependency-groups"]["dev"]
    ]
    told = _read(ROOT / "docs/decisions/dependencies.md")
    assert [name for name in names if f"| {name} |" not in told] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs/decisions"
    index = _read(folder / "README.md")
    assert [f.name for f in folder.glob("*.md") if f.name != "README.md" and f"({f.name})" not in index] == []


def test_links_between_documents_lead_somewhere() -> None:
    documents = [f for f in _texts() if f.suffix == ".md"]
    links = [(f, link) for f in documents for link in re.findall(r"\]\((?!\w+:)([^)#]+)", _read(f))]
    assert [(f.name, link) for f, link in links if not (f.parent / link).exists()] == []


def _read(file: Path) -> str:
    return file.read_text("utf-8")
