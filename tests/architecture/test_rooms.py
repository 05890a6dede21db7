"""The rooms: who may write the ledger, who knows the file, who may catch everything. The rest is import-linter's."""

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, Source, sources

LEDGER = "registry_app/services/ledger.py"
STATEMENTS = "registry_app/persistence/balances.py"
WRITERS = {LEDGER, STATEMENTS, "registry_app/services/batches.py", "registry_app/services/drafts.py",
           "registry_app/services/backups.py", "registry_app/services/certificate_keys.py"}  # fmt: skip
"""Who takes `insert`, `update` or `delete` from SQLAlchemy: the ledger, its statements, and notes beside it."""
OWN_NOTES = {"BatchRow", "BatchRowRow", "DraftRow", "BackupRow", "SigningKeyRow"}
WRITES = {"insert", "update", "delete"}
SQL_WRITES = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b")
UNIT_OF_WORK = re.compile(r"(?:^|[._])session\.(?:add|add_all|merge|delete|bulk_\w+)$")
BORDERS = {"registry_app/cli.py", "ui/problems.py", "ui/tasks.py"}
"""Where any error ends: it becomes words for the user, or (tasks) is carried to the window's thread."""


def _rooms() -> list[Source]:
    return sources("main.py", "registry_app", "ui")


def test_only_the_ledger_has_statements_that_write() -> None:
    taking = {s.path for s in _rooms() if any(f"sqlalchemy{d}.{w}" in s.imports() for w in WRITES for d in _DIALECTS)}
    assert taking <= WRITERS


_DIALECTS = ("", ".dialects.sqlite")


def test_other_writers_touch_their_own_notes_alone() -> None:
    for source in (s for s in _rooms() if s.path in WRITERS - {LEDGER, STATEMENTS}):
        touched = {ast.unparse(call.args[0]) for name, call in source.calls() if name in WRITES and call.args}
        assert touched <= OWN_NOTES, source.path


def test_the_ledgers_statements_are_run_by_the_ledger_alone() -> None:
    users = {s.path for s in _rooms() if "registry_app.persistence.balances" in s.imports()}
    assert users == {LEDGER}


def test_nobody_writes_behind_the_ledgers_back() -> None:
    """Neither through the session's unit of work nor by SQL of one's own, but for seals and migrations."""
    for source in _rooms():
        assert not [name for name, _call in source.calls() if UNIT_OF_WORK.search(name)], source.path
        if not source.path.startswith("registry_app/persistence/"):
            assert not [line for line, text in source.strings() if SQL_WRITES.search(text)], source.path


def test_only_persistence_knows_the_dialect() -> None:
    for source in _rooms():
        if not source.path.startswith("registry_app/persistence/"):
            known = {n for n in source.imports() if n.startswith(("sqlalchemy.dialects", "sqlcipher3", "sqlite3"))}
            assert not known, source.path


def _catches_all(handler: ast.ExceptHandler) -> bool:
    caught = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {"Exception"}
    )
    passes_on = any(isinstance(step, ast.Raise) and step.exc is None for step in handler.body)
    return bool(caught & {"Exception", "BaseException"}) and not passes_on


def test_errors_are_swallowed_at_the_borders_alone() -> None:
    handlers = [(s.path, n) for s in _rooms() for n in s.nodes if isinstance(n, ast.ExceptHandler)]
    assert {path for path, handler in handlers if _catches_all(handler)} <= BORDERS


def test_main_is_the_top() -> None:
    assert not [s.path for s in sources("registry_app", "ui") if "main" in s.imports()]


@pytest.mark.parametrize("script", ["dev.py", "lock.py"])
def test_what_runs_before_the_libraries_needs_none(script: str) -> None:
    (source,) = sources(f"scripts/{script}")
    assert {name.partition(".")[0] for name in source.imports()} <= sys.stdlib_module_names


@pytest.mark.parametrize("module", ["registry_app.domain.errors", "registry_app.domain.fields", "registry_app.i18n"])
def test_the_window_gets_its_words_without_the_database(module: str) -> None:
    asks = f"import sys, {module}; sys.exit(not {{'sqlalchemy', 'reportlab', 'babel'}}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", asks], cwd=ROOT, check=False).returncode == 0
