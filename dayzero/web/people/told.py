"""Why something was not done to a person, in the page's language."""

from fastapi import Request

from dayzero.web.languages import language_of
from models.errors import DayZeroError, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import PersonKnown
from wording.pages import page_words
from wording.refusals import say_refusal


def told_refused(request: Request, refused: DayZeroError | None) -> list[str]:
    """Each reason; commands are named to nobody who is on a page."""
    language = language_of(request)
    says = page_words(language).people
    if isinstance(refused, PersonKnown):
        return [says.name_taken]
    if isinstance(refused, InputRefused):
        return [
            says.no_sites if one.reason == TypedFlaw.NO_SITES else say_refusal(one.reason, language)
            for one in refused.faults
        ]
    return []
