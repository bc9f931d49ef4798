"""What the pages say of people: who may sign in, for which sites, and who changes that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from wording.catalogue import Counted
from wording.filled import Keys, part

DONE = ("rights", "provider", "disable", "enable", "end-sessions", "reset-second-factor")


@part("people", "people")
@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """One language.

    Attributes:
        other_sites: behind the reader's own sites, of somebody who sees more.
        other_trials: likewise, of trials.
        done: what was just done to a person.
        sessions: in how many browsers the person is signed in.
    """

    title: str
    about: str
    about_reading: str
    nobody: str
    name: str
    name_about: str
    role: str
    roles_about: Annotated[Mapping[str, str], Keys(("coordinator", "reader"))]
    sites: str
    all_sites: str
    other_sites: str
    trials: str
    trials_about: str
    other_trials: str
    right: str
    manages: str
    manages_about: str
    state: str
    active: str
    switched_off: str
    added: str
    added_by: str
    add: str
    add_about: str
    added_now: str
    once: str
    name_taken: str
    no_sites: str
    every: str
    lead: str
    rights: str
    rights_about: str
    save: str
    own: str
    elsewhere: str
    reading: str
    sign_in: str
    sessions: Counted
    no_sessions: str
    factor: str
    no_factor: str
    provider: str
    provider_about: str
    save_provider: str
    give_password: str
    password_about: str
    password_given: str
    end_sessions: str
    reset_factor: str
    disable: str
    disable_about: str
    enable: str
    done: Annotated[Mapping[str, str], Keys(DONE)]
    history: str
    no_history: str
