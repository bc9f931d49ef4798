"""The clocks by which lines of several sites are told, one for each protocol and zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dayzero.web.views.when import Clock, voice_at
from models.protocol import every_site
from models.versions.known import known_protocol
from wording.language import Language


class Clocks:
    """Made once for a page, however many lines it has."""

    def __init__(self, language: Language, now: datetime) -> None:
        self._language = language
        self._now = now
        self._known: dict[tuple[str, str, str], Clock] = {}

    def at(self, protocol: str, site: str, zone: str | None) -> Clock:
        """The clock of a subject.

        Args:
            zone: of its days; None where its site's counts. UTC where the site is known no more.
        """
        key = (protocol, site, zone or "")
        if key not in self._known:
            self._known[key] = self._clock(*key)
        return self._known[key]

    def of_site(self, site: str) -> Clock:
        """The clock of a site, for what is about no subject."""
        zone = every_site()[site].zone
        return Clock(voice_at(self._now, zone, self._language, known_protocol()), self._now)

    def _clock(self, protocol: str, site: str, zone: str) -> Clock:
        known = known_protocol(protocol)
        if zone:
            there = ZoneInfo(zone)
        else:
            there = known.sites[site].zone if site in known.sites else ZoneInfo("UTC")
        return Clock(voice_at(self._now, there, self._language, known), self._now)
