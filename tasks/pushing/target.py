"""Which calendar is pushed to, as whom and in which words."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from calendars.feeds.variants import FORM, Variant
from wording.language import Language


@dataclass(frozen=True)
class Target:
    """One calendar of a server, and the language of what is written into it."""

    address: str
    user: str
    password: str = field(repr=False)
    language: Language = "en"

    @cached_property
    def name(self) -> str:
        """Names it in the records; another server, user, language or wording is another one."""
        said = (self.address, self.user, self.language, FORM, Variant(self.language).wording)
        return sha256(repr(said).encode()).hexdigest()[:32]
