"""Who is signed in, and what is kept between two steps of a sign-in."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.records.database.moment import Moment


class WebSession(SQLModel, table=True):
    """One sign-in on one browser, known only by the hash of its token.

    Attributes:
        token_hash: sha256 of the token in hexadecimal; the browser alone has the token.
        seen_at: when it was last used, to within a few minutes.
        expires_at: when it ends, however busy it is.
        ended_at: when the person signed out, was disabled or got a new password.
        confirmed_at: when the person showed once more at the provider who they are; None once that
            was used for a signature.
    """

    __tablename__ = "web_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    person: str = Field(foreign_key="person.name", index=True)
    started_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)


class KnownBrowser(SQLModel, table=True):
    """A browser in which a person has signed in: wrong passwords elsewhere do not hold it up.

    Attributes:
        token_hash: sha256 in hexadecimal of what the browser alone has; on a shared computer
            the same for everybody who signs in there.
        used_at: when the person last signed in there.
    """

    __tablename__ = "known_browser"

    token_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.name", primary_key=True)
    used_at: datetime = Field(sa_type=Moment)


class SecondFactorRow(SQLModel, table=True):
    """The app that makes a person's codes.

    Attributes:
        secret: shared with the app, in hexadecimal. It must be read to check a code, so it is
            kept as it is.
        begun_at: when the secret was made; a set-up that is not finished is soon forgotten.
        confirmed_at: since when a code is asked for; None while it is being set up.
        last_step: the step of thirty seconds of the last code that was taken: none is taken twice.
    """

    __tablename__ = "second_factor"

    person: str = Field(foreign_key="person.name", primary_key=True)
    secret: str
    begun_at: datetime = Field(sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    """A code that stands for one of the app's, once.

    Attributes:
        code_hash: sha256 in hexadecimal; the code has a hundred random bits and is nowhere.
    """

    __tablename__ = "recovery_code"

    code_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.name", index=True)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class HalfSignIn(SQLModel, table=True):
    """Somebody whose password was right, and whose second factor is still asked for.

    Attributes:
        token_hash: sha256 in hexadecimal of what the browser alone has.
        expires_at: until when it may be shown.
    """

    __tablename__ = "half_sign_in"

    token_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.name", index=True)
    expires_at: datetime = Field(sa_type=Moment)


class ProviderSignIn(SQLModel, table=True):
    """A sign-in that went to the hospital's own provider and is not back yet.

    Attributes:
        state_hash, browser_hash: sha256 in hexadecimal of what the provider hands back, and of
            what the browser alone has.
        nonce: stands in what the provider signs.
        verifier: shows to the provider that whoever brings a code is who began.
        back: the page that was wanted.
        confirms: who is signed in and shows only once more who they are; None for a sign-in.
    """

    __tablename__ = "provider_sign_in"

    state_hash: str = Field(primary_key=True)
    browser_hash: str
    nonce: str
    verifier: str
    back: str
    expires_at: datetime = Field(sa_type=Moment)
    confirms: str | None = None
