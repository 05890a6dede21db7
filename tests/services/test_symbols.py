"""A symbol holds the text that it was made of."""

from registry_app.services.symbols import qr


def test_a_code_of_ours_fits_the_smallest_symbol() -> None:
    dots = qr("A7FKBB0001237R")
    assert {len(row) for row in dots} == {len(dots)} == {21}
    assert dots[0][:7] == (True,) * 7
    assert qr("A7FKBB0001237S") != dots
