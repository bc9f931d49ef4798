"""Why a step is held again, in words."""

from models.reasons.path.repeats import HeldAgain, ProductLost
from wording.saying import say, says
from wording.sources import cite
from wording.titles import repeat_words
from wording.voice import Voice


@says(HeldAgain)
def held_again(reason: HeldAgain, voice: Voice) -> str:
    return voice.words("repeats")(
        "held_again",
        held=_held(reason, voice),
        why=repeat_words(reason.rule.rule, voice),
        rule=say(reason.rule, voice),
        source=cite(reason, voice.language),
    )


@says(ProductLost)
def product_lost(reason: ProductLost, voice: Voice) -> str:
    return voice.words("repeats")(
        "product_lost",
        held=_held(reason, voice),
        lost=voice.step(reason.lost),
        when=voice.when(reason.lost_at),
        fact=reason.lost_by,
        why=repeat_words(reason.rule.rule, voice),
        rule=say(reason.rule, voice),
        source=cite(reason, voice.language),
    )


def _held(reason: HeldAgain | ProductLost, voice: Voice) -> str:
    words, step = voice.words("repeats"), voice.step(reason.step)
    if reason.at is None:
        return words("held.undated", step=step, fact=reason.fact)
    return words("held", step=step, when=voice.when(reason.at), fact=reason.fact)
