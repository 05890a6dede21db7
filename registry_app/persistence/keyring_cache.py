"""Passphrases that a user asked this machine to remember, in the keyring of the system and nowhere else.

Only back ends that the system itself guards are used. Others that the `keyring` library may come upon keep passwords
in plain files, or throw them away; with those there is no keyring.
"""

import sys
from collections.abc import Iterable
from typing import Any

from registry_app.domain.errors import Unavailable

ALLOWED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
)
"""The modules whose back ends are used."""
LONGEST = 1_200
"""Characters; the Windows vault holds 1,280 and fails in its own words beyond."""

_FOREIGN = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus", "DBusException"),
    ("pywintypes", "error"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)
"""Errors of what lies below `keyring`, which it lets through; they are known once their module is in use."""


def remember(origin: str, user: str, passphrase: str, *, allowed: Iterable[str] = ALLOWED) -> None:
    """Keep the passphrase of `user` of the register `origin`; `Unavailable("keyring_closed")` where that cannot be."""
    ring = _ring(allowed)
    if ring is None or len(passphrase) > LONGEST:
        raise Unavailable("keyring_closed")
    try:
        ring.set_password(_service(origin), user, passphrase)
    except _troubles() as problem:
        raise Unavailable("keyring_closed") from problem


def recall(origin: str, user: str, *, allowed: Iterable[str] = ALLOWED) -> str | None:
    """The passphrase as remembered; `None` when there is none, or the keyring is closed or none of ours."""
    ring = _ring(allowed)
    if ring is None:
        return None
    try:
        found = ring.get_password(_service(origin), user)
    except _troubles():
        return None
    return str(found) if found is not None else None


def forget(origin: str, user: str, *, allowed: Iterable[str] = ALLOWED) -> None:
    """Remember no longer; silent when nothing was remembered or the keyring is closed."""
    ring = _ring(allowed)
    if ring is None:
        return
    try:
        ring.delete_password(_service(origin), user)
    except _troubles():
        return


def _service(origin: str) -> str:
    return f"Armarium {origin}"


def _ring(allowed: Iterable[str]) -> Any:
    """The back end in force when it is allowed, the first allowed one of a chain, or `None`."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        found: Any = keyring.get_keyring()
        candidates = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    except _troubles():
        return None
    modules = set(allowed)
    ring = next((each for each in candidates if type(each).__module__ in modules), None)
    if ring is not None and type(ring).__module__ == "keyring.backends.Windows":
        ring.persist = "local machine"  # the vault's own default roams to other machines
    return ring


def _troubles() -> tuple[type[BaseException], ...]:
    from keyring.errors import KeyringError

    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN)
    return KeyringError, OSError, RuntimeError, ValueError, *(each for each in loaded if isinstance(each, type))
