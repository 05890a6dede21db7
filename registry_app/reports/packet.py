"""What a PDF says of itself in its XMP packet (ISO 16684-1), read strictly."""

from collections.abc import Iterator
from xml.etree import ElementTree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def read(packet: bytes) -> dict[tuple[str, str], str]:
    """The properties in an XMP packet, by namespace and name; those with parts as their texts in a row.

    Raises ValueError, or `ElementTree.ParseError`.
    """
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet or b"\0" in packet:
        raise ValueError("a packet that defines entities, or could in another encoding")
    found: dict[tuple[str, str], str] = {}
    for described in ElementTree.fromstring(packet).findall(f"./{_RDF}RDF/{_RDF}Description"):  # noqa: S314 - no entities
        told = [(key, text) for key, text in described.items() if key != _RDF + "about"]
        told += [(each.tag, "\n".join(sorted(_texts(each))) if len(each) else _text(each)) for each in described]
        for key, text in told:
            space, _brace, name = key[1:].partition("}")
            if (space, name) in found:
                raise ValueError("a property is there twice")
            found[space, name] = text
    return found


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """What is said below an element, each with the name that it is said under; XMP may write one thing in two ways."""
    for each in element.iter():
        if _text(each):
            yield f"{each.tag} {_text(each)}"
        for key, text in each.items():
            if key == _RDF + "resource":
                yield f"{each.tag} {text}"
            elif key not in (_RDF + "parseType", _RDF + "about"):
                yield f"{key} {text}"


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()
