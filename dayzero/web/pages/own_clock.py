"""By whose clock a page of several sites speaks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.when import Clock, voice_at
from models.protocol import every_site
from models.protocol.site import Site
from models.versions.known import known_protocol
from wording.language import Language


def own_clock(visitor: Visitor, language: Language, now: datetime) -> Clock:
    """The clock of the first site that the person may see."""
    return Clock(voice_at(now, own_zone(visitor), language, known_protocol()), now)


def own_zone(visitor: Visitor) -> ZoneInfo:
    """Its zone, by which the days are counted that the person names."""
    sites = every_site()
    return next(site.zone for name, site in sites.items() if visitor.person.may_see(name))


def own_sites(visitor: Visitor) -> dict[str, Site]:
    """The sites that the person may see, by their ids."""
    known = every_site()
    return {name: site for name, site in known.items() if visitor.person.may_see(name)}


def first_site(visitor: Visitor) -> str:
    """The first of them, with which a page of one site begins; empty where there is none."""
    return next(iter(own_sites(visitor)), "")
