"""The description that goes along with a closure pack: each file, each column, each code, and how to check it all.

So that whoever takes the books over in many years needs no program of ours. One text per language, in Markdown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry_app.domain.calibres import CALIBRE_NAMES
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_, _, n_, number, speaking
from registry_app.services import deposit_lists
from registry_app.services.books import NUMBER, Book

_FEW = 6
"""So many codes stand beside their column; more have a list of their own."""

_FILES = (
    ("README-*.md", N_("This description, in each language of the program.")),
    ("inventory/inventory-return.pdf, .xlsx, .json", N_("The inventory return of the moment of this pack.")),
    (
        "deposit/deposit-list.pdf, .xlsx, .csv, .json",
        N_("What is still in the company, place by place, with the time left to deposit it."),
    ),
    ("books/*.csv, *.xlsx", N_("Every book, described below.")),
    (
        "ledger/ledger.jsonl",
        N_("Every entry exactly as it was signed, with its signatures and hashes (formats/ledger-file-v1.md)."),
    ),
    ("ledger/head.txt", N_("The head: name of the ledger, number of entries, root.")),
    (
        "ledger/personal.jsonl",
        N_("Personal values and notes that were not erased, each with the salt that opens its commitment."),
    ),
    ("documents/", N_("Photos and papers, each named by the SHA-256 of its content; see books/documents.csv.")),
    ("formats/", N_("How the files are made, for whoever writes a program that reads them.")),
    ("manifest.json", N_("All files but the two lists, each with its length and SHA-256.")),
    ("SHA256SUMS", N_("The same sums, as the program sha256sum reads them.")),
)  # fmt: skip

_WRITTEN = (
    N_("CSV files are in UTF-8 with a byte order mark, with commas between cells; the first line has the names below."),
    N_("Their values are codes, the same in every language. An empty cell means that there is no value, or that a "
       "personal value was erased."),
    N_("An apostrophe before =, +, −, @ or another apostrophe at the beginning of a cell is not part of the value: it "
       "keeps spreadsheets from taking the value for a formula."),
    N_("Serial numbers are exactly as marked on the firearm, zeros and hyphens included: read every column as text."),
    N_("Days are YYYY-MM-DD. Moments are ISO 8601 with the offset of the company's clock."),
    N_("Every record has a number of its own, whatever its kind; columns whose name ends in _id refer to it."),
    N_("The workbooks have the same rows in words, without the numbers of records. A long book is in several files."),
)  # fmt: skip

_CHECKED = (
    (
        N_("The files"),
        N_("Run “sha256sum --check SHA256SUMS” in this folder. On other systems compare the sums in manifest.json."),
    ),
    (
        N_("The ledger"),
        N_("For each line of ledger.jsonl after the first: the leaf hash is SHA-256 of a zero byte, the length of the "
           "body (4 bytes), the body and the signatures; all leaf hashes make the root in head.txt; each signature is "
           "that of the user who is named. formats/entry-v1.md tells it in full, with a ledger to test a program on."),
    ),
    (
        N_("Where everything is"),
        N_("Add up books/movements.csv: each row takes its quantity from one position and brings it to the other. What "
           "remains are the rows of books/positions.csv."),
    ),
    (
        N_("Personal values"),
        N_("Each line of personal.jsonl, hashed as formats/entry-v1.md tells, makes a commitment in the ledger."),
    ),
    (
        N_("Documents"),
        N_("The SHA-256 of each file in documents/ is its name, and stands in the ledger as “content_hash”."),
    ),
    (
        N_("The same history"),
        N_("Any head kept from an earlier report must be found again: the root over the first so many entries."),
    ),
)  # fmt: skip

_VALUES = {
    "text": N_("text"), "code": N_("a code in capitals"), "integer": N_("a whole number"),
    "date": N_("a day, YYYY-MM-DD"), "moment": N_("a minute on the company's clock, YYYY-MM-DDTHH:MM"),
    "boolean": N_("1 for yes, 0 for no"), "country": N_("a country in two letters (ISO 3166)"),
}  # fmt: skip


def describe(books: Sequence[Book], about: Mapping[str, Any], language: str) -> bytes:
    """The description in a language; `about` has `company`, `moment` (as told), `origin`, `size` and `root`."""
    with speaking(language):
        lists = _Lists()
        parts = [*_opening(about), *_files(), *_written(), *_checks()]
        parts += [line for book in books for line in _book(book, lists)]
        parts += _deposit(lists)
        return ("\n".join([*parts, *lists.told()]) + "\n").encode()


def _opening(about: Mapping[str, Any]) -> Iterator[str]:
    yield "# " + _("The books of {company}").format(company=about["company"])
    yield ""
    entries = n_("{n} entry", "{n} entries", about["size"]).format(n=number(about["size"]))
    yield _(
        "Everything that the register of {company} held on {moment}, so that it can be read and checked without the "
        "program that made it."
    ).format(**about)
    yield ""
    yield _("Ledger {origin}, {entries}, root {root}.").format(
        origin=about["origin"], entries=entries, root=about["root"]
    )


def _heading(text: str) -> str:
    return f"## {text}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _files() -> list[str]:
    rows = [f"| `{path}` | {_cell(_(what))} |" for path, what in _FILES]
    return ["", _heading(_("The files")), "", _row(_("File"), _("What it holds")), "|---|---|", *rows]


def _written() -> list[str]:
    return ["", _heading(_("How the tables are written")), "", *(f"- {_(said)}" for said in _WRITTEN)]


def _checks() -> list[str]:
    steps = [f"{at}. **{_(what)}.** {_(how)}" for at, (what, how) in enumerate(_CHECKED, 1)]
    return ["", _heading(_("How to check it")), "", *steps]


def _book(book: Book, lists: "_Lists") -> list[str]:
    title = f"## {_(book.label)} (`books/{book.name}.csv`)"
    return ["", title, "", _("Each row: {what}").format(what=_(book.about)), "", *_columns(book.columns, lists)]


def _deposit(lists: "_Lists") -> list[str]:
    title = _heading(_("Deposit list")) + " (`deposit/deposit-list.csv`)"
    return ["", title, "", *_columns(deposit_lists.COLUMNS, lists)]


def _columns(columns: Sequence[Field], lists: "_Lists") -> Iterator[str]:
    yield _row(_("Column"), _("Meaning"), _("Value"))
    yield "|---|---|---|"
    for column in columns:
        meaning = f"{_(column.label)}. {_(column.help)}" if column.help else _(column.label)
        yield f"| `{column.name}` | {_cell(meaning)} | {_cell(_value(column, lists))} |"


def _value(column: Field, lists: "_Lists") -> str:
    if column is NUMBER:
        return _(_VALUES["integer"])
    if column.kind == "reference" or column.refers_to:
        kind = _(KIND_LABELS[column.refers_to]) if column.refers_to in KIND_LABELS else _("any record")
        said = _("number of a record ({kind})") if column.kind == "reference" else _("name of that record ({kind})")
        return said.format(kind=kind)
    choices = CALIBRE_NAMES if column.kind == "calibre" else column.choices
    if not choices:
        return _(_VALUES[column.kind])
    if len(choices) <= _FEW:
        return ", ".join(_code(code, label) for code, label in choices.items())
    many = (
        _("codes of list {number}, with spaces between them")
        if column.kind == "choices"
        else _("a code of list {number}")
    )
    return many.format(number=lists.number(choices, column.label))


def _code(code: str, label: str) -> str:
    return f"`{code}`" if label == code else f"`{code}` ({_(label)})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


class _Lists:
    """The lists of codes that columns refer to, each once, in the order in which they are first needed."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], tuple[str, Mapping[str, str]]] = {}

    def number(self, choices: Mapping[str, str], label: str) -> int:
        """The number of a list, called after the first column that has it."""
        self._lists.setdefault(tuple(choices), (label, choices))
        return [*self._lists].index(tuple(choices)) + 1

    def told(self) -> Iterator[str]:
        """The lists, each code with its label."""
        for at, (label, choices) in enumerate(self._lists.values(), 1):
            yield from ("", "## " + _("List {number}: {label}").format(number=at, label=_(label)), "")
            yield from (f"- {_code(code, name)}" for code, name in choices.items())
