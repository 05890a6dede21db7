"""What a paper shows and carries, part by part, so that two of them can be told apart in words: which page, which
attachment, which property. Made only where two files differ that should not.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from registry_app.domain.errors import Finding, refuse
from registry_app.reports import opened_paper
from registry_app.reports.opened_paper import UNREADABLE, members, value

_DEEPEST = 60
_UP = frozenset({"/Parent", "/P", "/StructParent", "/StructParents"})
"""Keys that lead back up, or into the structure: what lies there is compared on its own."""
_MARKED_BY_SIGNING = frozenset({"ModifyDate", "MetadataDate", "Producer"})
_SCRIPTS = ("/OpenAction", "/AA", "/URI", "/Collection", "/Requirements")
_SIGNED = frozenset({"/V", "/AP"})


@dataclass(frozen=True)
class Page:
    """A page by the sums of what makes it: what is drawn, what it draws with, its fonts, its annotations, the rest."""

    drawn: str
    pictures: str
    fonts: str
    annotations: str
    rest: str


@dataclass(frozen=True)
class Parts:
    """All parts of a paper by their sums."""

    pages: tuple[Page, ...]
    attached: Mapping[str, str]
    properties: Mapping[tuple[str, str], str]
    fields: Mapping[str, str]
    values: Mapping[str, str]
    catalogue: Mapping[str, str]


@dataclass
class _Sums:
    """Sums over objects of one file, references followed, each object once."""

    known: dict[Any, str] = field(default_factory=dict)

    def of(self, thing: Any, depth: int = 0) -> str:
        if isinstance(thing, generic.IndirectObject):
            key = (thing.idnum, thing.generation)
            if key not in self.known:
                self.known[key] = "again"
                self.known[key] = self.of(opened_paper.followed(thing), depth + 1)
            return self.known[key]
        return hashlib.sha256(self._told(thing, depth)).hexdigest()

    def _told(self, thing: Any, depth: int) -> bytes:
        if depth > _DEEPEST:
            return b"deep"
        if isinstance(thing, generic.StreamObject):
            parts = [_content(thing), self._dictionary(thing, depth, {"/Length", "/Filter", "/DecodeParms"})]
            return b"stream" + b"".join(parts)
        if isinstance(thing, generic.DictionaryObject):
            return self._dictionary(thing, depth, set())
        if isinstance(thing, generic.ArrayObject):
            return b"[" + " ".join(self.of(each, depth + 1) for each in list.__iter__(thing)).encode() + b"]"
        return repr(thing).encode()

    def _dictionary(self, thing: Any, depth: int, but: set[str]) -> bytes:
        keys = sorted(str(key) for key in thing if key not in _UP and key not in but)
        return "".join(f"{key}={self.of(thing.raw_get(key), depth + 1)};" for key in keys).encode()


def _content(stream: Any) -> bytes:
    try:
        return hashlib.sha256(opened_paper.unpacked(stream)).digest()
    except UNREADABLE:
        return b"unreadable" + hashlib.sha256(bytes(stream.encoded_data)).digest()


def parts(reader: PdfFileReader) -> Parts:
    """The parts of a paper; raises what reading raises (`opened_paper.UNREADABLE`)."""
    sums = _Sums()
    fields = opened_paper.widgets(reader)
    catalogue = {str(key): sums.of(reader.root.raw_get(key)) for key in reader.root if key in _SCRIPTS}
    names = value(reader.root, "/Names", {})
    catalogue |= {str(key): sums.of(names.raw_get(key)) for key in names if key != "/EmbeddedFiles"}
    return Parts(
        pages=tuple(_page(each, sums, fields) for each in opened_paper.pages(reader)),
        attached={
            name: hashlib.sha256(each.content).hexdigest() + each.relation
            for name, each in opened_paper.attachments(reader).items()
        },
        properties=described(reader),
        fields={name: _widget(each, sums) for name, (_reference, each) in fields.items()},
        values={name: sums.of(each.raw_get("/V")) for name, (_reference, each) in fields.items() if "/V" in each},
        catalogue=catalogue,
    )


def described(reader: PdfFileReader) -> dict[tuple[str, str], str]:
    """What a paper says of itself, but for what signing changes in it."""
    told = opened_paper.properties(reader)
    return {key: text for key, text in told.items() if key[1] not in _MARKED_BY_SIGNING}


def _page(page: Any, sums: _Sums, fields: Mapping[str, Any]) -> Page:
    resources = value(page, "/Resources", {})
    named = {(reference.idnum, reference.generation) for reference, _field in fields.values()}
    annotations = value(page, "/Annots", ())
    others = [
        annotations.raw_get(at) for at in range(len(annotations))
        if not _is_one_of(annotations.raw_get(at), named)
    ]  # fmt: skip
    rest = opened_paper.dictionary({
        key: page.raw_get(key) for key in page if key not in ("/Contents", "/Resources", "/Annots", "/Tabs")
    })  # fmt: skip
    without_fonts = {key: resources.raw_get(key) for key in resources if key not in ("/Font", "/ProcSet")}
    return Page(
        drawn=hashlib.sha256(b"\n".join(_drawn(page))).hexdigest(),
        pictures=sums.of(opened_paper.dictionary(without_fonts)),
        fonts=sums.of(resources.raw_get("/Font")) if "/Font" in resources else "",
        annotations="".join(sums.of(each) for each in others) + str(len(annotations) - len(others)),
        rest=sums.of(rest),
    )


def _is_one_of(annotation: Any, named: set[tuple[int, int]]) -> bool:
    is_reference = isinstance(annotation, generic.IndirectObject)
    return is_reference and (annotation.idnum, annotation.generation) in named


def _drawn(page: Any) -> Iterator[bytes]:
    contents = value(page, "/Contents", ())
    for stream in [contents] if isinstance(contents, generic.StreamObject) else members(contents):
        yield opened_paper.unpacked(stream)


def _widget(widget: Any, sums: _Sums) -> str:
    return sums.of(opened_paper.dictionary({key: widget.raw_get(key) for key in widget if key not in _SIGNED}))


def differing(found: Parts, wanted: Parts) -> Iterator[Finding]:
    """How a paper differs from the one that it should be, each part with its place; none when all parts agree."""
    if len(found.pages) != len(wanted.pages):
        yield refuse("pages_missing" if len(found.pages) < len(wanted.pages) else "pages_added",
                     found=len(found.pages), wanted=len(wanted.pages))  # fmt: skip
    for number, (mine, other) in enumerate(zip(found.pages, wanted.pages, strict=False), 1):
        yield from _pages_differ(number, mine, other)
    for name in sorted({*found.attached, *wanted.attached}):
        if found.attached.get(name) != wanted.attached.get(name):
            yield refuse("attachment_differs", name=name)
    for space, name in sorted({*found.properties, *wanted.properties}):
        if found.properties.get((space, name)) != wanted.properties.get((space, name)):
            yield refuse("property_differs", name=name)
    for name in sorted({*found.fields, *wanted.fields}):
        if found.fields.get(name) != wanted.fields.get(name):
            yield refuse("field_differs", field=name)
    for name in sorted({*found.catalogue, *wanted.catalogue}):
        if found.catalogue.get(name) != wanted.catalogue.get(name):
            yield refuse("script_added", name=name.lstrip("/"))


def _pages_differ(number: int, found: Page, wanted: Page) -> Iterator[Finding]:
    if found.drawn != wanted.drawn or found.rest != wanted.rest:
        yield refuse("page_differs", page=number)
    if found.pictures != wanted.pictures:
        yield refuse("picture_differs", page=number)
    if found.fonts != wanted.fonts:
        yield refuse("letters_differ", page=number)
    if found.annotations != wanted.annotations:
        yield refuse("annotation_added", page=number)
