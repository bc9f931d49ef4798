"""Why a path has ended, in the protocol's own words."""

from models.reasons.path.closings import PathEnded
from wording.saying import says
from wording.titles import closing_words
from wording.voice import Voice


@says(PathEnded)
def path_ended(reason: PathEnded, voice: Voice) -> str:
    return closing_words(reason.event, voice)
