"""The catalogues of all languages: gather the strings of the source, bring the .po files up to date, compile them.

python scripts/catalogues.py          after any change of a string
python scripts/catalogues.py --open es    print what is not translated yet
"""

import argparse
import copy
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "resources" / "locale"
SOURCES = ("registry_app", "ui")
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
LANGUAGES = ("es", "pt", "fr")
PSEUDO = "qps"
UNDATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HEADER = "# Translations of Armarium.\n"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_ACCENTS = str.maketrans("aeioucnyAEIOUCNY", "áéíóüçñýÁÉÍÓÜÇÑÝ")


def gathered() -> Catalog:
    """Every string that the source marks, in the order of its files."""
    catalogue = Catalog(domain="armarium", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for source in SOURCES:
        found = extract_from_dir(ROOT / source, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
        for file, _line, message, _comments, _context in sorted(found, key=lambda each: (each[0], each[1])):
            catalogue.add(message, locations=[(f"{source}/{file}", 0)])
    return catalogue


def path_of(language: str, suffix: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALES / language / "LC_MESSAGES" / f"armarium.{suffix}"


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one when there is none."""
    path = path_of(language, "po")
    if not path.exists():
        return Catalog(locale=language, domain="armarium", header_comment=HEADER, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="armarium")


def brought_up_to_date(language: str, strings: Catalog) -> Catalog:
    """The catalogue with all strings of the source and no others; the pseudo-locale fills itself."""
    catalogue = read(language) if language in LANGUAGES else Catalog(locale="en", charset="utf-8", fuzzy=False)
    catalogue.update(copy.deepcopy(strings), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER
    for message in _messages(catalogue) if language == PSEUDO else ():
        message.string = tuple(map(stretched, message.id)) if message.pluralizable else stretched(str(message.id))
    return catalogue


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def stretched(text: str) -> str:
    """`text` with accents and two fifths longer, its placeholders untouched: what is cut with it is cut elsewhere."""
    parts, last = [], 0
    for match in _PLACEHOLDER.finditer(text):
        parts += [text[last : match.start()].translate(_ACCENTS), match.group()]
        last = match.end()
    parts.append(text[last:].translate(_ACCENTS))
    more = range(max(2, round(len(text) * 0.4)))
    return "".join(parts) + "".join(" " if at % 8 == 7 else "~" for at in more)


def po(catalogue: Catalog) -> bytes:
    """The text of a catalogue without dates, so that the same strings give the same file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, omit_header=False, sort_output=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By", "Report-")
    dated_too = ("Project-Id-Version",)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{d}' for d in dated + dated_too))).encode()


def mo(catalogue: Catalog) -> bytes:
    """The compiled catalogue, with no date of its own in it."""
    catalogue.creation_date = UNDATED
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The strings without translation, singular ones first named."""
    open_ones = []
    for message in _messages(catalogue):
        string = message.string
        if message.fuzzy or not (all(string) if isinstance(string, tuple | list) else string):
            open_ones.append(str(message.id[0] if message.pluralizable else message.id))
    return open_ones


def main(arguments: list[str]) -> int:
    """Bring everything up to date, or print what is open in one language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", metavar="LANGUAGE", choices=LANGUAGES)
    parser.add_argument("--only", metavar="LANGUAGE", choices=(*LANGUAGES, PSEUDO))
    given = parser.parse_args(arguments)
    strings = gathered()
    if given.open:
        print("\n".join(untranslated(brought_up_to_date(given.open, strings))))
        return 0
    for language in [given.only] if given.only else [*LANGUAGES, PSEUDO]:
        catalogue = brought_up_to_date(language, strings)
        path_of(language, "mo").parent.mkdir(parents=True, exist_ok=True)
        if language != PSEUDO:
            path_of(language, "po").write_bytes(po(catalogue))
        # A compiled file without the translations still open: gettext falls back to English for them.
        path_of(language, "mo").write_bytes(mo(catalogue))
        print(f"{language}: {len(untranslated(catalogue))} open")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
