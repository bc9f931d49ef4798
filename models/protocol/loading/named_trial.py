"""Which of the installed trials a chart names."""

from collections.abc import Mapping

from models.errors import Fault, InputRefused
from models.protocol.loading.installed import installed_trials
from models.protocol.types import Protocol
from models.reasons.refusals.charts import NoSuchTrial, NoTrialNamed
from models.reasons.refusals.refusal import shown


def trial_of_chart(document: Mapping[str, object]) -> Protocol:
    """The installed protocol by which a chart is read.

    Where one alone is installed it is that one, whatever the chart names: reading it says so.

    Raises:
        InputRefused: if several are installed, and the chart names none of them.
        NoTrialInstalled, ProtocolRefused: as for `installed_trials`.
    """
    trials = {each.id: each for each in installed_trials()}
    if len(trials) == 1:
        return next(iter(trials.values()))
    named = document.get("protocol")
    if named is None:
        raise InputRefused([Fault("protocol", NoTrialNamed(known=tuple(trials)))])
    if not isinstance(named, str) or named not in trials:
        raise InputRefused(
            [Fault("protocol", NoSuchTrial(word=shown(str(named)), known=tuple(trials)))]
        )
    return trials[named]
