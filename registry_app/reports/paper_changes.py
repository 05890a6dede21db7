"""What was added to a paper after it was made: nothing but signatures, each in a field that was reserved for it.

An increment is looked at object by object. It may fill in one empty field (its value and its look), say in the form
that there are signatures, and note the moment in the two places where PDF keeps it; the first may put the certification
into the catalogue. Whatever else it holds is told, with the page or part that it touches.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from registry_app.domain.errors import Finding, refuse
from registry_app.reports import increment_form, opened_paper, paper_parts
from registry_app.reports.opened_paper import UNREADABLE, Opened, value
from registry_app.reports.signature_check import Seen

_SIGNATURE_KEYS = frozenset({
    "/Contents", "/ByteRange", "/Type", "/Filter", "/SubFilter", "/M", "/Name", "/Reason", "/Location", "/Reference",
})  # fmt: skip
_ACTIVE = frozenset({
    "/JS", "/JavaScript", "/A", "/AA", "/OpenAction", "/URI", "/EF", "/Launch", "/RichMedia", "/OC", "/Ref", "/OPI",
})  # fmt: skip
"""Keys that make a reader do, or fetch, something."""
_STRUCTURE = frozenset({"/Catalog", "/Pages", "/Page", "/ObjStm", "/XRef"})
"""What no signature, and no look of one, is made of: a paper hidden in a paper."""
_INFO_MARKS = frozenset({"/ModDate", "/Producer"})

Key = tuple[int, int]


def found(opened: Opened, seen: tuple[Seen, ...]) -> Iterator[Finding]:
    """What the increments of a paper hold that they may not."""
    if opened.left_over:
        rest = opened.file[opened.ends[-1] :]
        yield refuse("cut_short" if increment_form.begins_object(rest) else "bytes_after_end", bytes=len(rest))
    by_revision = {each.revision: each for each in seen}
    for revision in range(1, len(opened.ends)):
        try:
            yield from _increment(opened, revision, by_revision.get(revision))
        except UNREADABLE:
            yield refuse("increment_strange", since=_since(seen, revision))


def _since(seen: tuple[Seen, ...], revision: int) -> str:
    """The last signature before a revision, by its field."""
    return next((each.field for each in reversed(seen) if each.revision < revision), "")


def _increment(opened: Opened, revision: int, signature: Seen | None) -> Iterator[Finding]:
    before, after = opened.at(revision - 1), opened.at(revision)
    wrong = _strange(opened, after, revision, signature)
    if not wrong:
        return
    told = list(paper_parts.differing(paper_parts.parts(after), paper_parts.parts(before)))
    told += _values_differ(before, after, signature)
    yield from told or [refuse("increment_strange", since=signature.field if signature else "")]


def _values_differ(before: PdfFileReader, after: PdfFileReader, signature: Seen | None) -> Iterator[Finding]:
    """Fields that were filled in, or emptied, beside the one that was signed."""
    was, now = paper_parts.parts(before).values, paper_parts.parts(after).values
    for name in sorted({*was, *now}):
        if was.get(name) != now.get(name) and (signature is None or name != signature.field):
            yield refuse("value_differs", field=name)


def _strange(opened: Opened, after: PdfFileReader, revision: int, signature: Seen | None) -> bool:
    """Whether an increment is anything but one signature."""
    if signature is None or not increment_form.is_plain(opened, after, revision):
        return True
    before = opened.at(revision - 1)
    changed = {(ref.idnum, ref.generation) for ref in after.xrefs.explicit_refs_in_revision(revision) if ref.idnum}
    if after.xrefs.refs_freed_in_revision(revision):
        return True
    old = {key for key in changed if _object(before, key) is not None}
    reference, widget = opened_paper.widgets(after)[signature.field]
    allowed = {_key(reference), *_kept(after)}
    reached = _reached(after, widget, changed - old)
    is_complete = changed - old == reached and old <= allowed and _key(reference) in old
    return not (
        is_complete
        and _is_filled_in(before, after, signature.field)
        and _are_marks_alone(before, after, old, is_first=revision == 1)
        and not any(_is_active(_object(after, key)) for key in reached)
        and set(map(str, widget["/V"])) <= _SIGNATURE_KEYS
    )


def _object(reader: PdfFileReader, key: Key) -> Any:
    """An object by its number, `None` where there is none."""
    ref = generic.Reference(*key, pdf=reader)
    try:
        found_ = reader.xrefs[ref]
    except KeyError:
        return None
    asked: Any = reader
    return asked.get_object(ref) if found_ is not None else None


def _key(reference: Any) -> Key:
    return reference.idnum, reference.generation


def _kept(reader: PdfFileReader) -> set[Key]:
    """The objects in which signing leaves its mark: catalogue, description, form, properties."""
    trailer, root = reader.trailer, reader.root
    kept = [trailer.raw_get("/Root"), trailer.raw_get("/Info"), root.raw_get("/AcroForm"), root.raw_get("/Metadata")]
    return {_key(each) for each in kept if isinstance(each, generic.IndirectObject)}


def _reached(reader: PdfFileReader, widget: Any, new: set[Key]) -> set[Key]:
    """The new objects that a field's value and look are made of."""
    reached: set[Key] = set()
    waiting = [widget.raw_get("/V"), widget.raw_get("/AP")]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, generic.IndirectObject):
            key = _key(thing)
            if key in new and key not in reached:
                reached.add(key)
                waiting.append(_object(reader, key))
        elif isinstance(thing, generic.DictionaryObject):
            waiting += [thing.raw_get(key) for key in thing]
        elif isinstance(thing, generic.ArrayObject):
            waiting += list.__iter__(thing)
    return reached


def _plain(thing: Any, but: frozenset[str] = frozenset()) -> Any:
    """A value that can be compared, references by their numbers; some keys of the outermost dictionary left out."""
    if isinstance(thing, generic.IndirectObject):
        return "reference", *_key(thing)
    if isinstance(thing, generic.StreamObject):
        return "stream", _dictionary(thing, but), opened_paper.unpacked(thing)
    if isinstance(thing, generic.DictionaryObject):
        return "dictionary", _dictionary(thing, but)
    if isinstance(thing, generic.ArrayObject):
        return "array", tuple(_plain(each) for each in list.__iter__(thing))
    return type(thing).__name__, str(thing)


def _dictionary(thing: Any, but: frozenset[str]) -> Mapping[str, Any]:
    return {str(key): _plain(thing.raw_get(key)) for key in thing if key not in but}


def _is_filled_in(before: PdfFileReader, after: PdfFileReader, field: str) -> bool:
    """Whether a signature field that was empty has a value and a look now, and is otherwise what it was."""
    was, now = opened_paper.widgets(before).get(field), opened_paper.widgets(after)[field]
    if was is None or "/V" in was[1] or was[1]["/FT"] != "/Sig":
        return False
    but = frozenset({"/V", "/AP"})
    look = now[1]["/AP"]
    return _plain(was[1], but) == _plain(now[1], but) and set(look) == {"/N"}


def _are_marks_alone(before: PdfFileReader, after: PdfFileReader, old: set[Key], *, is_first: bool) -> bool:
    """Whether catalogue, form, description and properties differ only where signing marks them."""
    in_catalogue = frozenset({"/Perms", "/Extensions"} if is_first else ())
    was, now = before.root, after.root
    trailers = [_key(reader.trailer.raw_get(key)) for key in ("/Root", "/Info") for reader in (before, after)]
    info_was, info_now = before.trailer["/Info"], after.trailer["/Info"]
    return (
        trailers[0] == trailers[1]
        and trailers[2] == trailers[3]
        and _plain(was, in_catalogue) == _plain(now, in_catalogue)
        and (not is_first or set(map(str, now["/Perms"])) == {"/DocMDP"})
        and _plain(was["/AcroForm"], frozenset({"/SigFlags"})) == _plain(now["/AcroForm"], frozenset({"/SigFlags"}))
        and _plain(info_was, _INFO_MARKS) == _plain(info_now, _INFO_MARKS)
        and paper_parts.described(before) == paper_parts.described(after)
        and "/Encrypt" not in after.trailer
        and bool(old)
    )


def _is_active(thing: Any) -> bool:
    """Whether a dictionary, or one inside it, would make a reader do something, or show another paper."""
    if isinstance(thing, generic.DictionaryObject):
        return value(thing, "/Type", "") in _STRUCTURE or any(
            key in _ACTIVE or _is_active(thing.raw_get(key)) for key in thing
        )
    return isinstance(thing, generic.ArrayObject) and any(_is_active(each) for each in list.__iter__(thing))
