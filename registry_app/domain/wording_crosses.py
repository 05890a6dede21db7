"""Sentences for what returns of several companies say together. Both sides are named, nobody is accused."""

from registry_app.i18n import N_

CROSS_SENTENCES = {
    "cross_alive_twice": N_(
        "{item} stands in the returns of {company} and of {other}: one of them may have mistyped it, or not entered a "
        "transfer. Ask both to look at the marks."
    ),
    "cross_look_alike": N_(
        "{item} of {company} and {twin} of {other} look alike. Is it one firearm? Ask both to look at the marks."
    ),
    "cross_lost_alive": N_(
        "{item} was reported lost by {company} on {day}, and the return of {other} has {twin}. Ask both to look at the "
        "marks and the papers."
    ),
    "cross_destroyed_alive": N_(
        "{item} was entered as destroyed by {company} on {day}, and the return of {other} has {twin}. Ask both for the "
        "record of destruction and the marks."
    ),
    "cross_not_received": N_(
        "{item} was sold by {company} on {day}, and after more than {days} days no return has it. Ask who received it."
    ),
    "cross_under_way": N_("{item} of {company} is under way since {day}, more than {days} days. Ask where it is."),
    "cross_person_twice": N_(
        "A person called {person} has arms of {company} ({items}) and of {other} ({others}). Is it one person? Ask "
        "both for the identity document."
    ),
    "cross_permit_twice": N_(
        "In returns of {companies} the permit {value} stands for several firearms: {items}. Ask which."
    ),
    "cross_permit_shared": N_("The permit {value} stands for several firearms of {companies}: {items}. Meant so?"),
    "cross_return_missing": N_(
        "The report “{label}” of {company} for the time until {until} was due on {day} and is not here."
    ),
    "registry_headings": N_(
        "{file}: no row has a heading for the serial number, so this is no list of firearms. Put headings over "
        "the columns."
    ),
    "cross_return_never": N_("No return of {company} ({licence}) has come in yet."),
}
