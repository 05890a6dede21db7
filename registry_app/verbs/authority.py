"""receipt and accept, and authority: the desk of whoever receives returns, its key and whom it trusts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry_app.domain import disk
from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.trust import Trusted, TrustList
from registry_app.domain.unseen import visible
from registry_app.i18n import _, date, n_, number
from registry_app.persistence import atomic
from registry_app.verbs import access
from registry_app.verbs.telling import Verbs, add, as_json, document, lines, note_findings

if TYPE_CHECKING:
    from registry_app.services.desk import Desk, Known
    from registry_app.services.desk_reception import Arrived

STATUS = {"intact": 0, "remarks": 1, "altered": 2}
NOT_TOLD = 3


def add_to(verbs: Verbs) -> None:
    """Add the verbs of this topic."""
    made = add(verbs, "receipt", receipt, _("verify a return and sign the receipt for it"), as_json=True)
    made.add_argument("file", type=Path, metavar="FILE")
    _add_desk(made, "--state", required=True)
    made.add_argument("--trust", type=Path, metavar="DIR", help=_("a folder with the authority's trust list"))
    made.add_argument("-o", "--output", type=Path, required=True, metavar="RECEIPT")
    made.add_argument("--name", default="", metavar="NAME", help=_("the authority's name, for a desk without a key"))
    _add_passphrase(made)

    made = add(verbs, "accept", accept, _("take in an authority's receipt"), as_json=True)
    made.add_argument("file", type=Path, metavar="RECEIPT")
    access.add_register(made)
    made.add_argument("--key", default="", metavar="SHA256", help=_("SHA-256 of the authority's key, if it is known"))
    made.add_argument("--addressee", default="", metavar="CODE", help=_("the authority, for a return nobody filed"))

    about = _("the desk of an authority: make it, say whom it trusts, show what it has")
    acts = verbs.add_parser("authority", help=about, description=about).add_subparsers(
        dest="act", required=True, metavar=_("ACT")
    )
    made = add(acts, "found", found, _("make a desk, or give one without a key its key"))
    _add_desk(made)
    made.add_argument("--name", required=True, metavar="NAME", help=_("the authority's name"))
    _add_passphrase(made)
    made = add(acts, "show", show, _("show what a desk has received, and from whom"), as_json=True)
    _add_desk(made)
    made = add(acts, "check", check, _("compare a desk with the receipts that it signed"), as_json=True)
    _add_desk(made)
    made = add(acts, "trust", trust, _("say whom the desk trusts: add, remove or list companies"), as_json=True)
    made.add_argument("what", choices=("add", "remove", "list"))
    _add_desk(made)
    for name, asked in (
        ("--licence", _("number of the company's licence")), ("--company", _("name of the company")),
        ("--origin", _("its ledger, as the fingerprint sheet and every return name it: armarium/…")),
    ):  # fmt: skip
        made.add_argument(name, default="", metavar="TEXT", help=asked)
    made.add_argument(
        "--certificate", action="append", default=[], metavar="FILE",
        help=_("a certificate (PEM, DER), or its SHA-256; may be repeated"),
    )  # fmt: skip
    _add_passphrase(made)


def _add_desk(verb: argparse.ArgumentParser, name: str = "folder", *, required: bool = False) -> None:
    more: dict[str, Any] = {"required": True, "dest": "state"} if required else {}
    verb.add_argument(name, type=Path, metavar="DIR", help=_("the desk's folder, NAME.authority"), **more)


def _add_passphrase(verb: argparse.ArgumentParser) -> None:
    told = _("read the desk's passphrase from this file; else from {variable}, or the terminal")
    verb.add_argument(
        "--passphrase-file", type=Path, metavar="F", help=told.format(variable=access.VARIABLE)
    )  # fmt: skip


def receipt(given: argparse.Namespace) -> int:
    """Verify a return, keep it, and write the receipt; one that does not stand gets none."""
    from registry_app.services import desk_reception
    from registry_app.services.desk import Desk, trust_in

    desk = Desk.at(given.state)
    kept = desk_reception.received_before(desk, given.file)
    if kept is not None:
        return _write_receipt(given, desk, kept.sha256, 0)
    arrived = desk_reception.receive(desk, given.file, trust=trust_in(given.trust) if given.trust else None)
    if arrived.taken is None or arrived.verdict not in desk_reception.KEPT:
        return _tell_refused(given, arrived)
    if not given.json:
        note_findings(arrived.findings)
    return _write_receipt(given, desk, arrived.sha256, STATUS[arrived.verdict])


def _write_receipt(given: argparse.Namespace, desk: "Desk", sha256: str, status: int) -> int:
    passphrase = access.passphrase(given)
    if not desk.public_key:
        desk.found(name=given.name or given.state.resolve().stem, passphrase=passphrase)
    content = desk.receipt(sha256, key=desk.key(passphrase))
    atomic.write(given.output, content)
    if given.json:
        document(_receipt_json(receipts.parse(content)))
    else:
        print(given.output)
    return status


def _tell_refused(given: argparse.Namespace, arrived: "Arrived") -> int:
    if given.json:
        findings = [as_json(finding) for finding in arrived.findings]
        document({"file": str(given.file), "verdict": arrived.verdict, "findings": findings})
    else:
        note_findings(arrived.findings)
    return STATUS.get(arrived.verdict, NOT_TOLD)


def _receipt_json(made: receipts.Receipt) -> dict[str, object]:
    return {
        "number": receipts.told(made), "authority": made.authority, "return": made.return_number,
        "report": made.report, "until": made.until, "origin": made.head.origin, "size": made.head.size,
        "root": made.head.root, "file_sha256": made.file_sha256, "key": receipts.fingerprint(made.authority_key),
    }  # fmt: skip


def accept(given: argparse.Namespace) -> int:
    """Enter the receipt, and keep its head outside the register."""
    from registry_app.services import receipts as taking

    content = disk.read(given.file, receipts.LARGEST)
    with access.opened(given) as register:
        accepted = taking.accept(register, content, key=given.key, addressee=given.addressee)
    told = _receipt_json(accepted.receipt)
    if given.json:
        document(told | {"findings": [as_json(finding) for finding in accepted.findings]})
        return 0
    note_findings(accepted.findings)
    print(_("Receipt {number} of {authority} for {entries}, root {root}").format(
        number=told["number"], authority=told["authority"], entries=_entries(accepted.receipt.head.size),
        root=accepted.receipt.head.root,
    ))  # fmt: skip
    return 0


def _entries(many: int) -> str:
    return n_("{n} entry", "{n} entries", many).format(n=number(many))


def found(given: argparse.Namespace) -> int:
    """Make the desk's key, and print the fingerprint that companies compare."""
    from registry_app.services.desk import Desk, is_desk

    if is_desk(given.folder):
        desk = Desk.open(given.folder)
        desk.found(name=given.name, passphrase=access.new_passphrase(given))
    else:
        desk = Desk.create(given.folder, name=given.name, passphrase=access.new_passphrase(given))
    print(_("Made {folder}.").format(folder=given.folder))
    print(_("SHA-256 of the authority's key, for companies to compare:"))
    print(f"\n    {receipts.fingerprint(desk.public_key)}\n")
    return 0


def show(given: argparse.Namespace) -> int:
    """Show the ledgers of a desk, each with its longest head and newest return."""
    from registry_app.services.desk import Desk

    desk = Desk.open(given.folder)
    known = desk.all()
    if given.json:
        document({"name": desk.name, "key": desk.public_key, "companies": [_known_json(each) for each in known]})
        return 0
    if not known:
        print(_("Nothing was received yet."))
    for each in known:
        last = max(each.returns, key=lambda kept: (kept.until_on, kept.size, kept.taken_at))
        print(visible(
            f"{each.company}  {each.licence}  {_entries(each.head.size)}  {last.number}  {date(last.until_on)}"
        ))  # fmt: skip
    return 0


def check(given: argparse.Namespace) -> int:
    """Hold the desk against its own receipts."""
    from registry_app.services import desk_check
    from registry_app.services.desk import Desk

    found = desk_check.check(Desk.open(given.folder))
    if given.json:
        verdict = "tampered" if found else "intact"
        document({"verdict": verdict, "findings": [as_json(finding) for finding in found]})
    else:
        note_findings(found)
        if not found:
            print(_("The desk has all that it signed, as it signed it."))
    return STATUS["altered" if found else "intact"]


def _known_json(known: "Known") -> dict[str, object]:
    returns = [
        {"number": kept.number, "report": kept.report, "until": kept.until_on, "size": kept.size, "root": kept.root,
         "file_sha256": kept.sha256, "receipt": kept.receipt}
        for kept in (*known.returns, *known.given_up)
    ]  # fmt: skip
    return {
        "company": known.company, "licence": known.licence, "origin": known.origin, "size": known.head.size,
        "root": known.head.root, "entries": known.entries, "returns": returns, "forks": len(known.forks),
        "restorations": [
            {"entries": each.size, "lost_size": each.lost_size, "lost_root": each.lost_root, "file_sha256": each.sha256}
            for each in known.restorations
        ],
    }  # fmt: skip


def trust(given: argparse.Namespace) -> int:
    """Change the trust list, or show it."""
    from registry_app.services.desk import Desk

    desk = Desk.open(given.folder)
    if given.what == "add":
        issued: TrustList | None = _add_company(desk, given)
    elif given.what == "remove":
        issued = desk.distrust(given.licence, key=desk.key(access.passphrase(given)))
    else:
        issued = desk.trust()
    _tell_trust(issued, as_document=given.json)
    return 0


def _add_company(desk: "Desk", given: argparse.Namespace) -> TrustList:
    from registry_app.services import desk_certificates

    if not (given.licence and given.company and given.origin):
        raise Refused(refuse("trust_needs"))
    prints = tuple(sorted({desk_certificates.fingerprint(each) for each in given.certificate}))
    company = Trusted(given.licence, given.company, given.origin, prints)
    return desk.trust_company(company, key=desk.key(access.passphrase(given)))


def _tell_trust(issued: TrustList | None, *, as_document: bool) -> None:
    companies = issued.companies if issued else ()
    if as_document:
        told = [{**each.__dict__, "fingerprints": list(each.fingerprints)} for each in companies]
        key = receipts.fingerprint(issued.authority_key) if issued else ""
        document({"number": issued.number if issued else 0, "key": key, "companies": told})
        return
    if issued:
        lines({_("SHA-256 of the key"): receipts.fingerprint(issued.authority_key), _("List"): number(issued.number)})
    if not companies:
        print(_("The desk trusts nobody yet: “authority trust add” adds a company."))
    for each in companies:
        print(visible(f"{each.licence}  {each.company}  {each.origin}"))
        for print_ in each.fingerprints:
            print(f"    {print_}")
