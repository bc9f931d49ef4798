"""What is typed of a person, at the command line or on a page: login name, sites, trials."""

import re
from collections.abc import Sequence

from models.errors import Fault, InputRefused
from models.protocol import every_site, installed_trials
from models.reasons.refusals.charts import NoSuchTrial
from models.reasons.refusals.desk import NotALoginName, SiteOfPersonUnknown, TypedFlaw
from models.reasons.refusals.refusal import nearest, shown

LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


def checked_login_name(name: str) -> str:
    """The name itself, if it may be one.

    Raises:
        InputRefused: if it may not.
    """
    if not LOGIN_NAME.fullmatch(name):
        raise InputRefused([Fault("NAME", NotALoginName(word=shown(name)))])
    return name


def checked_sites(named: Sequence[str], *, all_sites: bool) -> frozenset[str] | None:
    """The sites whose subjects a person sees; None for all of them.

    Raises:
        InputRefused: if none is named, or some are beside all of them, or one is no site.
    """
    if all_sites == bool(named):
        raise InputRefused([Fault("--site", TypedFlaw.NO_SITES)])
    known = every_site()
    for site in named:
        if site not in known:
            near = nearest(site, known)
            unknown = SiteOfPersonUnknown(word=shown(site), known=tuple(known), near=near)
            raise InputRefused([Fault("--site", unknown)])
    return None if all_sites else frozenset(named)


def checked_trials(named: Sequence[str]) -> frozenset[str] | None:
    """The trials whose subjects a person sees; None, every one, where none is named.

    Raises:
        InputRefused: if one is not installed.
    """
    known = tuple(trial.id for trial in installed_trials())
    for trial in named:
        if trial not in known:
            unknown = NoSuchTrial(word=shown(trial), known=known)
            raise InputRefused([Fault("--trial", unknown)])
    return frozenset(named) or None
