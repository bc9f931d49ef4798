"""The part of a form that says what a person may do, and where."""

from collections.abc import Mapping

from dayzero.login_names import checked_sites
from dayzero.web.pages.own_clock import own_sites
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.subject import site_name
from dayzero.web.views.when import Clock
from models.records.store import PersonLine, Rights, Role

ALL_SITES, MANAGES = "all_sites", "manages_people"


def read_rights(form: Form) -> Rights:
    """What was chosen.

    Raises:
        InputRefused: if no site was, or some beside all of them, or one is no site.
    """
    named = [field.removeprefix("site.") for field in form if field.startswith("site.")]
    return Rights(
        role=Role.READER if form.get("role") == Role.READER else Role.COORDINATOR,
        sites=checked_sites(named, all_sites=ALL_SITES in form),
        manages_people=MANAGES in form,
    )


def rights_form(person: PersonLine | Rights) -> Form:
    """The same as a form says it."""
    fields = {"role": person.role.value}
    fields |= {ALL_SITES: "yes"} if person.sites is None else {}
    fields |= {f"site.{site}": "yes" for site in person.sites or ()}
    return fields | ({MANAGES: "yes"} if person.manages_people else {})


def offered(visitor: Visitor, clock: Clock) -> Mapping[str, object]:
    """What a form may offer: no more than the person holds who fills it in."""
    return {
        "roles": [role.value for role in Role],
        "sites": {name: site_name(one, clock) for name, one in own_sites(visitor).items()},
        "all_sites": visitor.person.sites is None,
    }
