"""What the files say that leave for spreadsheets, filled from the catalogue `exports`."""

from wording.exports.columns import Column, ExportWords, export_words

__all__ = ["Column", "ExportWords", "export_words"]
