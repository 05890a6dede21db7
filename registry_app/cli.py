"""The verbs of the command line: for scripts, schedules, and the authority's side. Errors become sentences here.

Exit status: 0 done; 1 done with remarks or with rows refused; 2 refused, tampered, damaged or bad input; 3 could not
tell or not available.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from registry_app import VERSION, i18n
from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.faults import report
from registry_app.i18n import LANGUAGES, N_, _
from registry_app.verbs import (
    acts,
    audits,
    authority,
    benches,
    certificates,
    closures,
    crosschecks,
    due,
    labels,
    listings,
    papers,
    registers,
    sheets,
    signatures,
    verifying,
)
from registry_app.verbs.telling import print_anywhere, tell_findings

DONE, REMARKS, WRONG, UNKNOWN = 0, 1, 2, 3
SHOWN = 120
BAD_INPUT = frozenset({"not_a_register", "not_a_backup", "cannot_read", "unknown_user", "misread_recovery_code"})
"""What is not available because something wrong was named, which another try does not help."""

_OF_ARGPARSE = (
    N_("usage: "), N_("positional arguments"), N_("options"), N_("show this help message and exit"),
    N_("show program's version number and exit"), N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"), N_("argument %(argument_name)s: %(message)s"), N_("expected one argument"),
    N_("expected at least one argument"), N_("%(prog)s: error: %(message)s\n"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"), N_("invalid %(type)s value: %(value)r"),
)  # fmt: skip
"""What argparse says itself, so that the catalogues have it."""

_GROUPS = (
    registers, sheets, acts, listings, due, papers, verifying, audits, labels, closures, signatures, certificates,
    authority, crosschecks, benches,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The parser of all verbs, in the language in force."""
    made = argparse.ArgumentParser(
        prog="armarium", description=_("The registry of firearms and ammunition of a private security company.")
    )
    made.add_argument("--version", action="version", version=f"Armarium {VERSION}")
    made.add_argument("--lang", choices=sorted(LANGUAGES), help=_("language of what is printed"))
    verbs = made.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    for group in _GROUPS:
        group.add_to(verbs)
    for verb in verbs.choices.values():
        verb.add_argument("--lang", choices=sorted(LANGUAGES), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return made


def run(arguments: Sequence[str]) -> int:
    """Carry out one verb; answers the exit status, never a traceback."""
    i18n.use(_language(arguments))
    i18n.lend(i18n.language())
    print_anywhere()
    try:
        given = parser().parse_args(arguments)
        _check_texts(given)
        return int(given.run(given))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else WRONG
    except (Refused, Damaged, Unavailable) as problem:
        return _tell(arguments, problem)
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:  # noqa: BLE001 - the border: our own faults are told without a traceback
        print(_("Something went wrong, and it is not your fault. Nothing was saved half."), file=sys.stderr)
        print(report(fault), file=sys.stderr)
    return UNKNOWN


def _check_texts(given: argparse.Namespace) -> None:
    """`Refused` when bytes were given that are no text in this locale; names of files may be what they like."""
    for value in vars(given).values():
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise Refused(refuse("text_unprintable", value=ascii(text)[:SHOWN]))


def _tell(arguments: Sequence[str], problem: Refused | Damaged | Unavailable) -> int:
    findings = (problem.finding,) if isinstance(problem, Unavailable) else problem.findings
    tell_findings(findings, as_json="--json" in arguments)
    is_out_of_reach = isinstance(problem, Unavailable) and problem.finding.code not in BAD_INPUT
    return UNKNOWN if is_out_of_reach else WRONG


def _language(arguments: Sequence[str]) -> str:
    """The language is needed before the parser can be made, whose help it is."""
    for place, argument in enumerate(arguments):
        given = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and place + 1 < len(arguments):
            given = arguments[place + 1]
        if given in LANGUAGES:
            return given
    return i18n.preferred()
