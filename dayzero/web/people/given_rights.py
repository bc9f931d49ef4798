"""The part of a form that says what a person may do, and where."""

from collections.abc import Mapping

from dayzero.login_names import checked_sites, checked_trials
from dayzero.web.pages.own_clock import own_sites
from dayzero.web.people.own_trials import own_trials
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.subject import site_name
from dayzero.web.views.when import Clock
from models.records.store import PersonLine, Rights, Role

ALL_SITES, MANAGES = "all_sites", "manages_people"
SITE, TRIAL = "site.", "trial."


def read_rights(form: Form) -> Rights:
    """What was chosen.

    Raises:
        InputRefused: if no site was, or some beside all of them, or one is no site, or no trial.
    """
    return Rights(
        role=Role.READER if form.get("role") == Role.READER else Role.COORDINATOR,
        sites=checked_sites(_named(form, SITE), all_sites=ALL_SITES in form),
        trials=checked_trials(_named(form, TRIAL)),
        manages_people=MANAGES in form,
    )


def _named(form: Form, begins: str) -> list[str]:
    return [field.removeprefix(begins) for field in form if field.startswith(begins)]


def rights_form(person: PersonLine | Rights) -> Form:
    """The same as a form says it."""
    fields = {"role": person.role.value}
    fields |= {ALL_SITES: "yes"} if person.sites is None else {}
    fields |= {f"{SITE}{site}": "yes" for site in person.sites or ()}
    fields |= {f"{TRIAL}{trial}": "yes" for trial in person.trials or ()}
    return fields | ({MANAGES: "yes"} if person.manages_people else {})


def offered(visitor: Visitor, clock: Clock) -> Mapping[str, object]:
    """What a form may offer: no more than the person holds who fills it in."""
    return {
        "roles": [role.value for role in Role],
        "sites": {name: site_name(one, clock) for name, one in own_sites(visitor).items()},
        "all_sites": visitor.person.sites is None,
        "own_trials": own_trials(visitor, clock.language),
    }
