"""A holder for bytes that must not appear in a log, a traceback or a report of a bug."""

import hmac
from typing import Final, NoReturn


class Secret:
    """Bytes with a blank face: neither repr, str nor a formatted traceback shows them, and pickle refuses.

    The bytes stay in the memory of the process until it ends; Python cannot wipe them.
    """

    __slots__ = ("_hidden",)

    def __init__(self, hidden: bytes) -> None:
        self._hidden: Final = hidden

    def reveal(self) -> bytes:
        """The bytes; use the result in the very expression, never bind it to a name."""
        return self._hidden

    def __repr__(self) -> str:
        return "Secret(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._hidden, other._hidden)

    __hash__ = None  # type: ignore[assignment]  # a secret is no key of a dictionary

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither pickled nor copied")
