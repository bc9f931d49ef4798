"""An instant in a column, in UTC whatever the database keeps of it."""

from datetime import UTC, datetime

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware instant; SQLite forgets time zones, this column restores UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a moment without a time zone is a mistake of the caller."""
        del dialect  # every database gets the same value
        if value is not None and value.tzinfo is None:
            raise TypeError(value)
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC: SQLite returns it without a zone, PostgreSQL in the session's."""
        del dialect  # both kinds of value are told apart by their zone
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
