"""A site that a command is told, held against those of the trial."""

from models.errors import Fault, InputRefused
from models.protocol import every_site
from models.reasons.refusals.desk import NotASite
from models.reasons.refusals.refusal import shown


def known_site(site: str) -> str:
    """The site as it was told.

    Raises:
        InputRefused: if no trial has such a site.
    """
    sites = every_site()
    if site not in sites:
        unknown = NotASite(word=shown(site), first=min(sites), last=max(sites))
        raise InputRefused([Fault("--site", unknown)])
    return site
