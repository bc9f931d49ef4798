"""Where a visit is, in words."""

from models.reasons.calendar.places import AtSite
from wording.saying import says
from wording.voice import Voice


@says(AtSite)
def at_site(reason: AtSite, voice: Voice) -> str:
    """By the name that the trial's data have; the site's id where they no longer have it."""
    site = voice.protocol.sites.get(reason.site)
    if site is None:
        return reason.site
    return voice.text(site.names)
