"""What is due in words: what is to be done, when, by whom, and where the term comes from, in the reader's language."""

from collections.abc import Mapping

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import DISCHARGE_KINDS, LOSS_KINDS, REPORT_NAMES, ROLES
from registry_app.domain.citations import cited
from registry_app.domain.count import RESULTS
from registry_app.domain.due import CLOCKS, PAGES, Due
from registry_app.domain.errors import FactValue
from registry_app.domain.jurisdiction import ADDRESSEES
from registry_app.domain.wording import fill
from registry_app.i18n import N_, _, date, moment

_LABELS: Mapping[str, Mapping[str, str]] = {
    "what": {**LOSS_KINDS, **DISCHARGE_KINDS}, "report": REPORT_NAMES, "addressee": ADDRESSEES,
    "difference": RESULTS,
}  # fmt: skip
"""What facts are codes of, by the name of the fact."""

_SINCE = N_("overdue since {day}")
_UNTIL = N_("due {day}")


def heading(code: str) -> str:
    """What the things of a clock are called together."""
    return _(CLOCKS[code].label)


def title(due: Due) -> str:
    """What is to be done, in a line."""
    return fill(CLOCKS[due.code].sentence, _facts(due) | {"name": due.name, "key": due.key})


def bare_title(due: Due) -> str:
    """The same for what leaves the company: people and places by their codes, never by name."""
    facts = _facts(due) | {"name": due.key, "key": due.key, "holder": due.owner_code, "place": ""}
    if due.code in ("return", "change_notice"):
        facts["addressee"] = _(ADDRESSEES[due.key.partition(":")[2]])
    if due.code == "security":  # what somebody wrote in his own words stays inside
        facts["action"] = facts["question"]
    return fill(CLOCKS[due.code].sentence, facts)


def _facts(due: Due) -> dict[str, FactValue]:
    """The facts, with what is a code told by its label."""
    told = dict(due.facts)
    for name in told.keys() & _LABELS.keys():
        told[name] = _(_LABELS[name].get(str(told[name]), str(told[name])))
    return told


def when(due: Due, zone: str) -> str:
    """Until when, or since when it is overdue; `zone` is the company's."""
    day = moment(due.due_at, zone, "short") if due.due_at else date(due.due_on)
    return _(_SINCE if due.severity == "overdue" else _UNTIL).format(day=day)


def who(due: Due) -> str:
    """The role that answers for it, and the code of the person whom it concerns."""
    role = _(ROLES[due.role])
    return f"{role}, {due.owner_code}" if due.owner_code else role


def settled_by(due: Due) -> str:
    """The act or the page that settles it."""
    return _(ACTS[due.act].label if due.act in ACTS else PAGES[due.act])


def source(due: Due) -> str:
    """Where the term comes from, and plainly where nobody compared it with a law; ``""`` for the company's own."""
    if not due.source or due.is_verified:
        return cited(due.source)
    return _("{source} – unverified: compare it with the text in force").format(source=cited(due.source))
