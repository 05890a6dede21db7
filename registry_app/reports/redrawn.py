"""A paper drawn again from its own data, by the layout that it names, and held against the one that was handed in.

The unsigned PDF is a pure function of its data, the layout, the paper and the language. So whatever a page shows that
its data do not say, text that nobody sees, letters that a reader copies as others: all of it makes the files differ.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry_app import BUILD
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.i18n import LANGUAGES
from registry_app.reports import opened_paper, package, paper_parts, schemas
from registry_app.reports.opened_paper import UNREADABLE, Attached, Opened
from registry_app.reports.steps import Progress

_DRAWN_BY_HAND = {
    "armarium-inventory-return/1": "inventory", "armarium-deposit-list/1": "deposit", "armarium-slip/1": "slip",
    "armarium-audit-report/1": "audit", "armarium-difference-list/1": "differences",
    "armarium-count-sheets/1": "count-sheet",
}  # fmt: skip
_UNDRAWABLE = (
    LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError, RecursionError,
)  # fmt: skip
"""What a layout raises for data that it was not made for."""
_HEADER = re.compile(rb"([0-9]{1,10}) 0 obj\n")
_LENGTH = re.compile(rb"/Length ([0-9]{1,12})")
_SUMS = re.compile(rb"/(?:CheckSum <[0-9a-f]{32}>|Size [0-9]{1,12})")
_STREAM_ENDS = b"\r\nendstream\nendobj\n"
_ROW = re.compile(rb"([0-9]{10}) 00000 n \n")


@dataclass(frozen=True)
class Kind:
    """A kind of paper that the program draws: its name, and the layout versions that it knows."""

    name: str
    layouts: frozenset[str]


def kind_of(format_: str) -> Kind | None:
    """The kind of paper by the format of its data; `None` for one that this release does not know."""
    declared = next((form.name for form in package.FORMS.values() if form.format == format_), "")
    name = _DRAWN_BY_HAND.get(format_, declared)
    return Kind(name, frozenset(map(str, package.layouts(name)))) if name else None


def differing(
    opened: Opened, content: Mapping[str, Any], entries: bytes, *, progress: Progress | None = None
) -> list[Finding]:
    """How the paper, as it was before anybody signed, differs from what its data make; empty when it does not.

    `progress` is told of the rows of long papers, page by page; what it raises goes through, where it is none of the
    errors that data raise for which a layout was not made.
    An unknown layout, schema, language or size of paper is told as what it is: nothing can be said then.
    """
    kind, layout = kind_of(str(content.get("format"))), opened.said.get("Layout", "")
    if kind is None:
        return [warn("format_unknown", value=str(content.get("format"))[:80])]
    if layout not in kind.layouts:
        return [warn("layout_unknown", value=layout[:20])]
    if not has_known_schema(opened, str(content["format"])):
        return [warn("schema_unknown", name=schema_in(opened).name)]  # type: ignore[union-attr]
    paper = _paper(opened.size)
    if opened.language not in LANGUAGES or not paper:
        return [warn("layout_unknown", value=f"{layout} {opened.language} {opened.size}"[:60])]
    try:
        wanted = package.write(
            kind.name, content, ".pdf", paper=paper, language=opened.language, entries=entries, layout=int(layout),
            progress=progress,
        )  # fmt: skip
    except _UNDRAWABLE:
        return [refuse("cannot_be_drawn")]
    schema = schema_in(opened)
    pair = (schema.content if schema else b"", schemas.ours(str(content["format"])))
    return _weighed(content, list(_told(opened, wanted, pair)))


def _weighed(content: Mapping[str, Any], found: list[Finding]) -> list[Finding]:
    """The findings as they weigh: a release of other words, or of a layout not finished, drew otherwise and is accused
    of nothing."""
    made = content.get("made")
    build = made.get("build") if isinstance(made, Mapping) else BUILD
    return [warn("drawn_by_other_release", value=str(build)[:40])] if found and build != BUILD else found


def schema_in(opened: Opened) -> Attached | None:
    """The schema that a paper carries."""
    return next((each for name, each in opened.attachments.items() if name.endswith(schemas.SUFFIX)), None)


def has_known_schema(opened: Opened, format_: str) -> bool:
    """Whether the schema in a paper, where there is one, is ours or that of an earlier release."""
    found = schema_in(opened)
    return found is None or schemas.is_known(format_, found.content)


def _paper(size: tuple[float, float]) -> str:
    """The name of a paper by its width and height; wide ones lie across."""
    papers = {**package.PAPERS, **package.SLIP_PAPERS}
    return next((n for n, edges in papers.items() if _are_near(edges, size) or _are_near(edges, size[::-1])), "")


def _are_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < 0.02 for a, b in zip(one, other, strict=True))


Pair = tuple[bytes, bytes]
"""Two contents that may stand for one another: the schema in the paper, and ours."""


def _told(opened: Opened, wanted: bytes, schema: Pair) -> Iterator[Finding]:
    found = opened.file[: opened.ends[0]]
    if found == wanted or is_same(found, wanted, schema):
        return
    try:
        told = list(
            paper_parts.differing(paper_parts.parts(opened.first), paper_parts.parts(opened_paper.reader_of(wanted)))
        )
    except UNREADABLE:
        told = []
    yield from told or [refuse("document_differs")]


def is_same(found: bytes, wanted: bytes, schema: Pair = (b"", b"")) -> bool:
    """Whether two files that the program wrote are the same, but for how their streams are deflated, since another
    build of zlib packs the same content into other bytes; and but for a schema that has grown since."""
    try:  # pair by pair: all objects of long papers, unpacked, would fill the memory
        pairs = zip(_objects(found), _objects(wanted), strict=True)
        return all(one == other or _are_schemas(one, other, schema) for one, other in pairs)
    except UNREADABLE:
        return False


def _are_schemas(one: Pair, other: Pair, schema: Pair) -> bool:
    is_schema = (one[1], other[1]) == schema and all(schema)
    return is_schema and _SUMS.sub(b"", one[0]) == _SUMS.sub(b"", other[0])


def _objects(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Head and trailer, then each object, streams unpacked; ValueError when anything is not as the program writes it.

    Every byte of the file is in one of them, or follows from them: offsets and lengths are checked, not compared.
    """
    table = opened_paper.last_table(file)
    head, _table, rest = file[table:].partition(b"0000000000 65535 f \n")
    offsets = [int(row[1]) for row in _ROW.finditer(rest, 0, rest.index(b"trailer\n"))]
    trailer = rest[len(offsets) * 20 :]
    if head != b"xref\n0 %d\n" % (len(offsets) + 1) or not trailer.startswith(b"trailer\n"):
        raise ValueError("another table of objects")
    yield file[: offsets[0]], trailer.replace(b"startxref\n%d\n" % table, b"")
    for number, (start, end) in enumerate(zip(offsets, [*offsets[1:], table], strict=True), 1):
        yield _object(file[start:end], number)


def _object(written: bytes, number: int) -> tuple[bytes, bytes]:
    header = _HEADER.match(written)
    if header is None or int(header[1]) != number or not written.endswith(b"\nendobj\n"):
        raise ValueError("not an object where one should be")
    if not written.endswith(_STREAM_ENDS):
        return written, b""
    at = written.index(b"stream\n") + len(b"stream\n")
    head, body = written[:at], written[at : -len(_STREAM_ENDS)]
    lengths = _LENGTH.findall(head)
    if [int(each) for each in lengths] != [len(body)]:
        raise ValueError("a stream has another length than it says")
    if b"/FlateDecode" not in head:
        return written, b""
    return _LENGTH.sub(b"", head), opened_paper.inflated(body)
