"""Whether those who signed a paper may: licence, ledger and certificate stand together in the authority's list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry_app.domain.days import bare
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.domain.trust import Trusted, TrustList
from registry_app.reports.signature_check import Seen

INSPECTOR = "inspector"
"""The field in which somebody of the authority signs, who is of no company."""
SHOWN = 16


def differing(content: Mapping[str, Any], seen: Sequence[Seen], trust: TrustList | None) -> Iterator[Finding]:
    """What speaks against the signatures of a paper by the list; without one nothing can be said of those that hold."""
    holding = [each for each in seen if each.holds]
    if trust is None:
        for each in holding:
            yield warn("trust_list_missing", field=each.field, subject=each.subject)
        return
    company = trust.of_origin(str(content["head"]["origin"]))
    yield from _bound(content, company, is_signed=bool(holding))
    for each in holding:
        yield from _listed(each, company, trust)
    if company and holding and all(each.field == INSPECTOR and not is_of(each, company) for each in holding):
        yield warn("company_not_signed", company=company.company)


def _bound(content: Mapping[str, Any], company: Trusted | None, *, is_signed: bool) -> Iterator[Finding]:
    """That the list has this ledger, and this licence for it. A company may change its name: that is a remark."""
    if company is None:
        if is_signed:
            yield refuse("origin_not_trusted", origin=str(content["head"]["origin"])[:80])
        return
    licence = str(content["company"].get("licence_number", ""))
    if licence and licence != company.licence:
        yield refuse("licence_differs", found=licence[:80], wanted=company.licence)
    name = str(content["company"]["name"])
    if bare(name).split() != bare(company.company).split():
        yield warn("company_name_differs", found=name[:80], wanted=company.company)


def is_of(seen: Seen, company: Trusted) -> bool:
    """Whether the certificate of a signature, or one that vouches for it, stands beside this company."""
    return bool(set(seen.chain) & set(company.fingerprints))


def _listed(seen: Seen, company: Trusted | None, trust: TrustList) -> Iterator[Finding]:
    if company and is_of(seen, company):
        return
    other = next((found for each in seen.chain if (found := trust.of_certificate(each))), None)
    if seen.field == INSPECTOR:
        if other is None:
            yield warn("certificate_unlisted", field=seen.field, subject=seen.subject)
    elif other:
        yield refuse("signed_by_other_company", field=seen.field, company=other.company)
    else:
        yield refuse(
            "certificate_not_trusted", field=seen.field, subject=seen.subject, print=seen.chain[0][:SHOWN].upper()
        )


def twice(seen: Sequence[Seen]) -> Iterator[Finding]:
    """That nobody signed in two fields: two signatures of one person are one."""
    first: dict[str, Seen] = {}
    for each in (one for one in seen if one.holds):
        before = first.setdefault(each.chain[0], each)
        if before is not each:
            yield warn("signed_by_same", field=each.field, other=before.field, subject=each.subject)


def is_trusted(seen: Seen, content: Mapping[str, Any] | None, trust: TrustList | None) -> bool | None:
    """Whether a signature is by somebody whom the list names; `None` where nobody can say."""
    if trust is None or content is None:
        return None
    if not seen.holds:
        return False
    if seen.field == INSPECTOR and any(trust.of_certificate(each) for each in seen.chain):
        return True
    company = trust.of_origin(str(content["head"]["origin"]))
    if seen.field == INSPECTOR and company and not is_of(seen, company):
        return None
    return bool(company and is_of(seen, company))
