"""The project's own source, read once: what the tests of the house look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("main.py", "registry_app", "ui", "scripts", "benchmarks")
ALL = (*PRODUCT, "tests")


@dataclass(frozen=True, eq=False)
class Source:
    """One file of Python: where it is from the root on, its text, and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """The whole tree, laid flat once for all tests."""
        return list(ast.walk(self.tree))

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef))

    @cached_property
    def _calls(self) -> list[tuple[str, ast.Call]]:
        return [(ast.unparse(node.func), node) for node in self.nodes if isinstance(node, ast.Call)]

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, with the name called as written: `session.add`."""
        return iter(self._calls)

    def imports(self) -> set[str]:
        """The modules imported, those inside functions too; `from a import b` counts as `a` and `a.b`."""
        found = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return found

    def strings(self) -> Iterator[tuple[int, str]]:
        """The text written in it, docstrings left out: line and text."""
        told = {id(node.value) for node in self.nodes if isinstance(node, ast.Expr)}
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield node.lineno, node.value


@cache
def _source(file: Path) -> Source:
    text = file.read_text("utf-8")
    return Source(file.relative_to(ROOT).as_posix(), text, ast.parse(text))


def sources(*rooms: str) -> list[Source]:
    """The Python files of these rooms, in order."""
    places = [ROOT / room for room in rooms]
    return [_source(file) for p in places for file in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
