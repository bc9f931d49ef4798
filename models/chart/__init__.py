"""One subject's chart: what was recorded, and what is known of when."""

from models.chart.document import read_document
from models.chart.facts import Chart
from models.chart.reading import read_chart

__all__ = ["Chart", "read_chart", "read_document"]
