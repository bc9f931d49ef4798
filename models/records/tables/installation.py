"""These records as a whole."""

from sqlmodel import Field, SQLModel


class Installation(SQLModel, table=True):
    """These records as a whole: one row, made when the tables were.

    Attributes:
        word: a random word that no other installation has, unless it is a copy of this one.
        sequence_floor: no entry of a calendar has a lower SEQUENCE; 0 until records were
            restored, and higher after each time.
    """

    __tablename__ = "installation"

    id: int = Field(default=1, primary_key=True)
    word: str
    sequence_floor: int = 0
