"""DER (X.690, section 10): whether bytes are the one encoding of what they say.

BER lets the same structure be written in many ways, and what a second way leaves room for, no signature covers. A
library that reads both says nothing of it; this writes a structure anew and so tells.
"""

_DEEPEST = 40
_FEW = 5
_INTEGER, _OID, _BOOLEAN, _NULL, _ENUMERATED, _BITS = 0x02, 0x06, 0x01, 0x05, 0x0A, 0x03
_SEQUENCE, _SET = 0x30, 0x31


def reencoded(der: bytes) -> bytes:
    """The structure that begins `der`, written as DER has it; ValueError where it cannot be read or is not whole."""
    written, end = _one(der, 0, len(der), 0)
    if end != len(der):
        raise ValueError("something follows")
    return written


def length_of(der: bytes) -> int:
    """How many bytes the structure takes that `der` begins with; ValueError for none."""
    _tag, start, size = _header(der, 0, len(der))
    return start + size


def _header(der: bytes, at: int, end: int) -> tuple[int, int, int]:
    """The tag, where the content begins, and its size."""
    if end - at < 2 or not der[at] or der[at] & 0x1F == 0x1F:
        raise ValueError("cut short, padding, or a tag of many bytes")
    first = der[at + 1]
    if first < 0x80:
        return der[at], at + 2, first
    many = first & 0x7F
    if not 0 < many <= 4 or at + 2 + many > end:
        raise ValueError("a length without end")
    return der[at], at + 2 + many, int.from_bytes(der[at + 2 : at + 2 + many], "big")


def _one(der: bytes, at: int, end: int, depth: int) -> tuple[bytes, int]:
    """One structure written anew, and where it ends."""
    tag, start, size = _header(der, at, end)
    stop = start + size
    if stop > end or depth > _DEEPEST:
        raise ValueError("more than there is")
    if not tag & 0x20:
        content = _plain(tag, der[start:stop])
    else:
        if not tag & 0xC0 and tag not in (_SEQUENCE, _SET):
            raise ValueError("a text in parts")
        parts = []
        while start < stop:
            part, start = _one(der, start, stop, depth + 1)
            parts.append(part)
        content = b"".join(sorted(parts) if tag == _SET else parts)
    return bytes([tag]) + _length(len(content)) + content, stop


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    told = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(told)]) + told


def _plain(tag: int, content: bytes) -> bytes:
    """The content of a structure without parts, as DER has it."""
    if tag in (_INTEGER, _ENUMERATED):
        number = int.from_bytes(content, "big", signed=True)
        return number.to_bytes(max(1, (number if number >= 0 else ~number).bit_length() // 8 + 1), "big", signed=True)
    if tag == _BOOLEAN:
        return b"\xff" if content.strip(b"\0") else b"\0"
    if tag == _NULL and content:
        raise ValueError("nothing has no content")
    if tag == _BITS and not _are_bits(content):
        raise ValueError("bits that are counted otherwise")
    if tag == _OID and (not content or content[-1] & 0x80 or _is_padded(content)):
        raise ValueError("a name with a needless zero")
    return content


def _are_bits(content: bytes) -> bool:
    """Whether bits fill whole bytes, as keys and signatures do, or are the few of a list, padded with zeros."""
    unused = content[0] if content else 8
    if len(content) > _FEW:
        return unused == 0
    return unused == 0 or (unused < 8 and len(content) > 1 and not content[-1] & ((1 << unused) - 1))


def _is_padded(content: bytes) -> bool:
    """Whether a part of an object identifier begins with a zero that says nothing."""
    return any(
        each == 0x80 and (at == 0 or not content[at - 1] & 0x80) for at, each in enumerate(content)
    )  # fmt: skip
