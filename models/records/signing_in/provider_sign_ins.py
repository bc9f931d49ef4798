"""Sign-ins that were begun with the hospital's provider: each goes on once, in its own browser."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete
from sqlmodel import col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.signing_in.tokens import new_token, token_hash
from models.records.tables import Person, ProviderSignIn

LONGEST_WAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What goes to the provider, and what the browser alone keeps.

    Attributes:
        state: names this sign-in; the provider hands it back.
        nonce: the provider writes it into what it signs.
        verifier: shows that whoever brings the code is who began (PKCE).
        browser: for the browser alone.
    """

    state: str
    nonce: str
    verifier: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A sign-in that came back.

    Attributes:
        back: the page that was wanted.
        confirms: who is signed in and shows only once more who they are; None for a sign-in.
        begun_at: when the browser left.
    """

    nonce: str
    verifier: str
    back: str
    confirms: str | None
    begun_at: datetime


@tried_again
def begin_at_provider(
    engine: Engine, back: str, *, now: datetime, confirms: str | None = None
) -> Begun:
    """Remember that a browser goes to the provider, for ten minutes.

    Args:
        confirms: who is signed in and shows only once more who they are; None for a sign-in.
    """
    begun = Begun(state=new_token(), nonce=new_token(), verifier=new_token(), browser=new_token())
    with writing(engine) as session:
        session.exec(delete(ProviderSignIn).where(col(ProviderSignIn.expires_at) <= now))
        session.add(
            ProviderSignIn(
                state_hash=token_hash(begun.state),
                browser_hash=token_hash(begun.browser),
                nonce=begun.nonce,
                verifier=begun.verifier,
                back=back,
                expires_at=now + LONGEST_WAY,
                confirms=confirms,
            )
        )
    return begun


@tried_again
def take_from_provider(
    engine: Engine, state: str, browser: str, *, now: datetime
) -> OnItsWay | None:
    """What was begun under a state, once; None in another browser, too late or a second time.

    Whoever brings a state from another browser uses it up as well.
    """
    with writing(engine) as session:
        row = session.get(ProviderSignIn, token_hash(state), with_for_update=True)
        if row is None:
            return None
        session.delete(row)
        if row.browser_hash != token_hash(browser) or row.expires_at <= now:
            return None
        return OnItsWay(
            nonce=row.nonce,
            verifier=row.verifier,
            back=row.back,
            confirms=row.confirms,
            begun_at=row.expires_at - LONGEST_WAY,
        )


def person_at_provider(engine: Engine, provider_name: str) -> str | None:
    """Who may sign in here under a name of the provider; None where nobody may."""
    query = select(Person.name).where(
        Person.provider_name == provider_name, col(Person.disabled_at).is_(None)
    )
    with reading(engine) as session:
        return session.exec(query).one_or_none()
