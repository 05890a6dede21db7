"""Who acts, and on which register: the options that verbs share, and where passphrases come from."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry_app.domain import disk
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.i18n import _
from registry_app.services import register as registers
from registry_app.services.register import Register

VARIABLE = "ARMARIUM_PASSPHRASE"
WITNESS_VARIABLE = "ARMARIUM_WITNESS_PASSPHRASE"


def add_register(verb: argparse.ArgumentParser) -> None:
    """The options `-r`, `--user` and `--passphrase-file`."""
    verb.add_argument("-r", "--register", type=Path, required=True, metavar="FOLDER", help=_("the register's folder"))
    add_user(verb)


def add_user(verb: argparse.ArgumentParser, *, required: bool = False) -> None:
    """The options that say who acts."""
    verb.add_argument("--user", metavar="NAME", required=required, help=_("who acts"))
    verb.add_argument(
        "--passphrase-file", type=Path, metavar="F",
        help=_("read the passphrase from this file; else from {variable}, the keyring, or the terminal").format(
            variable=VARIABLE
        ),
    )  # fmt: skip


def add_cut(verb: argparse.ArgumentParser) -> None:
    """The options that say as of when: a day, a head, or both."""
    verb.add_argument("--as-of", default="", metavar="D", help=_("as of the end of this day (YYYY-MM-DD)"))
    verb.add_argument(
        "--known-at", default="", metavar="HEAD",
        help=_("as it was known at this head: how many entries, and after a colon the beginning of the root"),
    )  # fmt: skip


def add_witness(verb: argparse.ArgumentParser) -> None:
    """The options that name a second person."""
    verb.add_argument("--witness", metavar="NAME", help=_("a second person who vouches"))
    verb.add_argument("--witness-passphrase-file", type=Path, metavar="F", help=_("the witness's passphrase"))


@contextmanager
def opened(given: argparse.Namespace, *, is_declaring: bool = False) -> Iterator[Register]:
    """The register, unlocked as the user named, or as the first whose passphrase fits; closed at the end.

    With `is_declaring` it is about to be declared as restored.
    """
    folder: Path = given.register
    names = registers.user_names(folder)
    user = given.user
    passphrase = _given(given.passphrase_file, VARIABLE)
    if passphrase is None:
        user = user or (names[0] if len(names) == 1 else None)
        passphrase = (registers.recalled(folder, user) if user else None) or _asked(user or "")
    unlock = registers.unlock_to_declare if is_declaring else registers.unlock
    register = unlock(folder, user=user or registers.first_user(folder, passphrase), passphrase=passphrase)
    try:
        yield register
    finally:
        register.close()


def witness(given: argparse.Namespace, register: Register) -> Actor | None:
    """The second person, when one is named."""
    if not given.witness:
        return None
    passphrase = _given(given.witness_passphrase_file, WITNESS_VARIABLE)
    if passphrase is None:
        passphrase = _asked(given.witness, WITNESS_VARIABLE, "--witness-passphrase-file")
    return register.witness(given.witness, passphrase)


def new_passphrase(given: argparse.Namespace) -> str:
    """A passphrase for somebody new; typed twice on a terminal. Raises `Refused` when the two differ."""
    passphrase = _given(given.passphrase_file, VARIABLE)
    if passphrase is not None:
        return passphrase
    first = _asked(getattr(given, "user", ""))
    if getpass.getpass(_("The same passphrase again: ")) != first:
        raise Refused(refuse("passphrases_differ"))
    return first


def passphrase_of(path: Path, file: Path | None, variable: str) -> str:
    """The passphrase of a file, from where a user's comes from but for the keyring."""
    passphrase = _given(file, variable)
    return passphrase if passphrase is not None else _asked(path.name, variable)


def passphrase(given: argparse.Namespace) -> str:
    """The passphrase of something that has only one: from the file named, the environment, or the terminal."""
    told = _given(given.passphrase_file, VARIABLE)
    return told if told is not None else _asked("")


def _given(file: Path | None, variable: str) -> str | None:
    """The passphrase from a file's first line, or from the environment."""
    if file is None:
        return os.environ.get(variable)
    try:
        with disk.reading(file):
            return file.read_text("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise Unavailable("cannot_read", path=str(file), trouble="not_text") from None


def _asked(user: str, variable: str = VARIABLE, option: str = "--passphrase-file") -> str:
    if not sys.stdin.isatty():
        raise Unavailable("passphrase_missing", option=option, variable=variable)
    return getpass.getpass(_("Passphrase of {user}: ").format(user=user) if user else _("Passphrase: "))
