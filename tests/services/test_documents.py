"""Photos and papers: what is kept, how it is found again, and how it is erased."""

from hashlib import sha256

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from registry_app.domain.document import LARGEST_DOCUMENT, media_type_of
from registry_app.domain.errors import Damaged, Refused
from registry_app.domain.rows import ContentRow
from registry_app.services import checks, corrections, documents, history, records
from tests.make import PHOTO, SCAN, Make

PNG = b"\x89PNG\r\n\x1a\n and so on"


def attached(make: Make, content: bytes = PHOTO, **facts: object) -> int:
    given = {"subject": make.root(), "kind": "photo", **facts}
    return int(make.do(documents.attach, content=content, **given).records[0])


def _contents(make: Make) -> int:
    return make.register.read(lambda session: session.execute(select(func.count(ContentRow.hash))).scalar_one())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PHOTO, "image/jpeg"), (PNG, "image/png"), (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"), (SCAN, "application/pdf"),
        (b"RIFF\0\0\0\0WAVEfmt ", ""), (b"GIF89a", ""), (b"", ""), (b" %PDF-1.7", ""), (b"PK\3\4", ""),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind


def test_a_photo_is_kept_as_it_is_and_found_at_what_it_shows(make: Make) -> None:
    gun = make.firearm()
    older = attached(make, SCAN, subject=gun, kind="permit", number="P-7", dated_on="2025-12-01", title="Permit")
    photo = attached(make, subject=gun)
    newest, first = make.register.read(documents.of, subject=gun)
    assert (newest.id, first.id, first.number, first.dated_on) == (photo, older, "P-7", "2025-12-01")
    assert (newest.media_type, newest.size, newest.content_hash) == (
        "image/jpeg", len(PHOTO), sha256(PHOTO).hexdigest()
    )  # fmt: skip
    assert make.register.read(documents.content, document=photo) == PHOTO
    assert checks.check(make.register, processes=1).verdict == "intact"


def test_the_same_bytes_are_kept_once(make: Make) -> None:
    one, other = attached(make), attached(make, subject=make.firearm())
    assert _contents(make) == 1
    assert make.register.read(documents.content, document=one) == make.register.read(documents.content, document=other)


def test_what_is_not_kept_is_refused_with_its_limit(make: Make) -> None:
    subject = make.root()
    told = make.refused("content_strange", documents.attach, subject=subject, content=b"GIF89a", kind="photo")
    assert told.facts["name"] == "photo"
    film = PHOTO + bytes(LARGEST_DOCUMENT)
    told = make.refused("content_too_large", documents.attach, subject=subject, content=film, kind="photo")
    assert told.facts["most"] == LARGEST_DOCUMENT
    make.refused("reference_unknown", documents.attach, subject=999, content=PHOTO, kind="photo")


def test_no_document_comes_on_record_without_its_bytes(make: Make) -> None:
    values = {
        "subject_id": make.root(), "kind": "photo", "media_type": "image/jpeg", "size": 3, "content_hash": "ab" * 32,
    }  # fmt: skip
    make.refused("content_missing", records.describe, kind="document", values=values)
    attached(make)
    which = sha256(PHOTO).hexdigest()
    make.do(records.describe, kind="document", values={**values, "content_hash": which, "size": len(PHOTO)})
    make.refused("hash_malformed", records.describe, kind="filing", values={"content_hash": "AB" * 32})


def test_what_a_document_holds_is_never_amended(make: Make) -> None:
    photo = attached(make)
    told = make.refused(
        "content_is_fixed", records.amend, kind="document", record=photo,
        values={"content_hash": "ab" * 32, "title": "Gate"},
    )  # fmt: skip
    assert told.facts["fields"] == ("content_hash",)
    make.do(records.amend, kind="document", record=photo, values={"title": "Gate"})


def _erase(make: Make, document: int, **facts: object) -> None:
    make.do(documents.erase, document=document, witness=make.witness, **facts)


def test_an_erased_content_is_gone_and_its_hash_and_who_erased_it_stay(make: Make) -> None:
    gun = make.firearm()
    photo = attached(make, subject=gun, title="Frame")
    _erase(make, photo)
    assert _contents(make) == 0
    with pytest.raises(Refused, match="content_erased"):
        make.register.read(documents.content, document=photo)
    (left,) = make.register.read(documents.of, subject=gun)
    assert (left.is_there, left.content_hash) == (False, sha256(PHOTO).hexdigest())
    event = make.register.read(history.life, record=photo)[0]
    assert (event.kind, event.actor, event.witness, event.reason) == ("erase", "first", "second", "privacy")
    verdict = checks.check(make.register, processes=1)
    assert (verdict.verdict, [f.code for f in verdict.findings]) == ("intact", ["contents_erased"])


def test_erasing_one_of_two_documents_with_the_same_bytes_names_both(make: Make) -> None:
    one, other = attached(make), attached(make)
    _erase(make, one)
    assert make.register.read(history.life, record=other)[0].kind == "erase"
    make.refused("erased_nothing", documents.erase, document=other, witness=make.witness)


def test_what_was_erased_may_be_attached_again(make: Make) -> None:
    _erase(make, attached(make))
    again = attached(make)
    assert make.register.read(documents.content, document=again) == PHOTO
    assert checks.check(make.register, processes=1).verdict == "intact"


def test_the_content_of_a_withdrawn_document_can_be_erased(make: Make) -> None:
    posted = make.do(documents.attach, subject=make.root(), content=PHOTO, kind="photo")
    make.do(corrections.correct, seq=posted.seq, reason="duplicate", witness=make.witness)
    assert checks.check(make.register, processes=1).verdict == "intact"
    _erase(make, posted.records[0])
    assert (_contents(make), checks.check(make.register, processes=1).verdict) == (0, "intact")


def test_erasing_is_for_seniors_under_two_names(make: Make) -> None:
    photo = attached(make)
    make.refused("witness_missing", documents.erase, document=photo)
    armorer = make.actor("third", "armorer")
    with pytest.raises(Refused, match="role_may_not"):
        make.register.opened.store.write(documents.erase, document=photo, by=armorer, witness=make.witness)


def test_other_bytes_under_a_hash_are_damage(make: Make) -> None:
    photo = attached(make)
    make.register.opened.store.write(_swap)
    with pytest.raises(Damaged, match="content_differs"):
        make.register.read(documents.content, document=photo)


def _swap(session: Session) -> None:
    session.execute(text("UPDATE content SET bytes = :other"), {"other": PNG})


def test_there_is_no_content_of_what_is_not_there(make: Make) -> None:
    with pytest.raises(Refused, match="nothing_of_that_name"):
        make.register.read(documents.content, document=999)
