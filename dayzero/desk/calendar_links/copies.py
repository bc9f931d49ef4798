"""What a reader's old copy says wrongly, in words."""

from models.records.store import UnseenMove
from models.versions.known import known_protocol
from wording.language import Language
from wording.pages import page_words
from wording.texts import in_language


def what_moved(move: UnseenMove, language: Language) -> str:
    """The step's title, or that it is the end of a washout."""
    known = known_protocol(move.protocol).step_by_id
    if move.step is None:
        return page_words(language).copies.washout
    return in_language(known[move.step].titles, language) if move.step in known else move.step
