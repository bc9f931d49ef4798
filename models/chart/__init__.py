"""One subject's chart: what was recorded, and what is known of when."""

from models.chart.document import read_document
from models.chart.facts import Chart
from models.chart.reading import ids_of, read_chart

__all__ = ["Chart", "ids_of", "read_chart", "read_document"]
