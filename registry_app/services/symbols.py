"""Symbols that a scanner reads, as dots to be drawn by whoever shows them."""

import segno

Dots = tuple[tuple[bool, ...], ...]


def qr(text: str) -> Dots:
    """The QR code (ISO/IEC 18004, level M) of a text, without its quiet zone: rows of dark and light dots."""
    return tuple(tuple(bool(dot) for dot in row) for row in segno.make_qr(text, error="m").matrix)
