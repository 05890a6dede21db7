"""Secrets have a blank face."""

import copy
import pickle
import traceback

import pytest

from registry_app.persistence.secret import Secret

HIDDEN = b"nobody may see this"


def test_neither_repr_str_nor_format_shows_it() -> None:
    secret = Secret(HIDDEN)
    assert {repr(secret), str(secret), f"{secret}"} == {"Secret(...)"}
    assert secret.reveal() == HIDDEN


def test_it_compares_and_is_no_key() -> None:
    assert Secret(HIDDEN) == Secret(HIDDEN) != Secret(b"")
    assert Secret(HIDDEN) != HIDDEN
    with pytest.raises(TypeError):
        hash(Secret(HIDDEN))


@pytest.mark.parametrize("leak", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_does_not_travel(leak: object) -> None:
    with pytest.raises(TypeError, match="neither pickled nor copied"):
        leak(Secret(HIDDEN))  # type: ignore[operator]


def test_a_traceback_with_locals_does_not_show_it() -> None:
    def fail(secret: Secret) -> None:
        raise ValueError("something")

    with pytest.raises(ValueError, match="something") as caught:
        fail(Secret(HIDDEN))
    told = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "secret = Secret(...)" in told
    assert HIDDEN.decode() not in told
