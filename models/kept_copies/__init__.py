"""What was read and checked once, kept on disk for the next process."""

from models.kept_copies.copies import kept

__all__ = ["kept"]
