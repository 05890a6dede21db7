"""What the page of users and its form say of each act, by the codes of `user_acts`; `{user}` is whom it is about."""

from registry_app.i18n import N_
from ui.pages.user_acts import ADD, LEAVE, OWN, RENEW, RETURN, ROLES

ALONE = N_(
    "There is one user only. Losing, finding, destroying, selling, correcting, and every change of users or rules "
    "need a witness, who must be somebody else: nothing of this can be done until a second person joins."
)
SECOND = N_("The second user must be another person, in a role that may witness. No witness is needed this once.")
LOOKS = N_("Only a director adds users and gives roles. You can change your own passphrase.")
DONE = {
    ADD: N_("{user} has joined and can unlock the register."),
    ROLES: N_("{user} has other roles now."),
    LEAVE: N_("{user} was let go and can unlock the register no more."),
    RENEW: N_("{user} has a new passphrase. A certificate of {user}, if there was one, was withdrawn."),
    RETURN: N_("{user} is back and can unlock the register."),
    OWN: N_("Your passphrase was changed. Use the new one from now on."),
}
NOBODY = N_("Nobody can witness this: it takes somebody else than you and {user}, active, in a role that may witness.")
TITLES = {
    ADD: N_("Add a user"),
    ROLES: N_("Other roles for {user}"),
    LEAVE: N_("Let {user} go"),
    RENEW: N_("A new passphrase for {user}"),
    RETURN: N_("Take {user} back on"),
    OWN: N_("Change my passphrase"),
}
TOLD = {
    ADD: N_("Every user signs with a key of their own. Whoever joins types the passphrase, and nobody else sees it."),
    ROLES: N_("The new roles hold from the next time that {user} unlocks the register."),
    LEAVE: N_("{user} can unlock the register no more. Everything that {user} entered stays and stays signed."),
    RENEW: N_("{user} gets a new key under a new passphrase, typed by {user}. What was signed before stays signed."),
    RETURN: N_("{user} gets a new key under a new passphrase, typed by {user}, and the same roles as before."),
    OWN: N_("From now on you unlock the register by the new passphrase. Nobody else can change it unseen."),
}
BUTTONS = {
    ADD: N_("Add the user"),
    ROLES: N_("Give these roles"),
    LEAVE: N_("Let the user go"),
    RENEW: N_("Set the passphrase"),
    RETURN: N_("Take back on"),
    OWN: N_("Change the passphrase"),
}
