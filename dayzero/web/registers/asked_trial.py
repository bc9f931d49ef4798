"""Which trial an address asks for."""

from fastapi import Request

from dayzero.web.signing_in.visitors import NotThere
from models.protocol import Protocol, installed_trials


def asked_trial(request: Request) -> Protocol:
    """The installed trial of `?trial=`; the first one where the address names none.

    Raises:
        NotThere: if there is no such trial.
    """
    trials = installed_trials()
    named = request.query_params.get("trial", trials[0].id)
    for trial in trials:
        if trial.id == named:
            return trial
    raise NotThere
