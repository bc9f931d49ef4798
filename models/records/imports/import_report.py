"""What an import did, or would do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportedChart:
    """What one file added.

    Attributes:
        enrolled: whether the subject is new.
        added: the ids of its new facts.
        already: how many of its facts were recorded before.
        drugs: the names of new drugs, as they were written.
    """

    name: str
    subject: str
    enrolled: bool
    added: tuple[str, ...]
    already: int
    drugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a set of files added, or would add on a dry run."""

    charts: tuple[ImportedChart, ...]
    dry_run: bool

    @property
    def enrolled(self) -> int:
        """How many subjects are new."""
        return sum(chart.enrolled for chart in self.charts)

    @property
    def added(self) -> int:
        """How many facts are new."""
        return sum(len(chart.added) for chart in self.charts)

    @property
    def drugs(self) -> tuple[str, ...]:
        """The names of new drugs as they were written, each once."""
        return tuple(dict.fromkeys(name for chart in self.charts for name in chart.drugs))

    @property
    def already(self) -> int:
        """How many facts were recorded before."""
        return sum(chart.already for chart in self.charts)
