"""How verbs speak: one JSON document on standard output, or sentences; progress on standard error."""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from registry_app.domain.errors import Finding
from registry_app.domain.wording import say
from registry_app.i18n import _

Verbs = Any
"""What `add_subparsers` answers; argparse keeps its type to itself."""
Run = Callable[[argparse.Namespace], int]

EVERY = 0.1
"""Seconds between two looks of a progress line."""
MARKS = {"refusal": "✗", "warning": "!", "note": "·"}


def add(verbs: Verbs, name: str, run: Run, about: str, *, as_json: bool = False) -> argparse.ArgumentParser:
    """A verb with its one-line description; `as_json` gives it the option `--json`."""
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=about, description=about)
    verb.set_defaults(run=run)
    if as_json:
        verb.add_argument("--json", action="store_true", help=_("print one JSON document and nothing else"))
    return verb


def print_anywhere() -> None:
    """Let no letter that the terminal, or what reads from us, does not know stop a verb: it is told by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def document(content: object) -> None:
    """Print the one JSON document, in ASCII where standard output is not UTF-8."""
    is_utf8 = (getattr(sys.stdout, "encoding", None) or "").lower() in ("utf-8", "utf8")
    print(json.dumps(content, ensure_ascii=not is_utf8, indent=1))


def as_json(finding: Finding, **place: object) -> dict[str, object]:
    """A finding as scripts read it: `code` beside `reason`, its facts, and where it stands."""
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in finding.facts.items()}
    return {**place, "code": finding.code, "severity": finding.severity, "reason": say(finding), "facts": facts}


def tell_findings(findings: Iterable[Finding], *, as_json: bool) -> None:
    """Say why something was not done: as JSON on standard output, or as sentences on standard error."""
    if as_json:
        document({"findings": [_json(finding) for finding in findings]})
        return
    for finding in findings:
        print(say(finding), file=sys.stderr)


_json = as_json


def note_findings(findings: Iterable[Finding]) -> None:
    """Say what was found on the way, each with a mark for how grave it is."""
    for finding in findings:
        print(f"{MARKS[finding.severity]} {say(finding)}", file=sys.stderr)


def lines(pairs: Mapping[str, object]) -> None:
    """Print names and values in two columns."""
    wide = max((len(name) for name in pairs), default=0)
    for name, value in pairs.items():
        print(f"{name:<{wide}}  {value}")


class Progress:
    """Progress on standard error, a few times a second, and only on a terminal."""

    def __init__(self, what: str) -> None:
        self._what, self._last, self._is_shown = what, 0.0, sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """So much of so much is done."""
        now = time.monotonic()
        if self._is_shown and (now - self._last > EVERY or done == total):
            self._last = now
            share = done * 100 // total if total else 100
            print(f"\r{self._what} {share:3} %", end="\n" if done == total else "", file=sys.stderr, flush=True)
