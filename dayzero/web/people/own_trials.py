"""The trials whose subjects a person may see, where several are installed."""

from dayzero.web.signing_in.visitors import Visitor
from models.protocol import installed_trials
from wording.language import Language
from wording.texts import in_language


def own_trials(visitor: Visitor, language: Language) -> dict[str, str]:
    """Each with its title; none where one alone is installed, and need not be named."""
    installed = installed_trials()
    if len(installed) == 1:
        return {}
    may_see = visitor.person.trials
    return {
        trial.id: in_language(trial.titles, language)
        for trial in installed
        if may_see is None or trial.id in may_see
    }
