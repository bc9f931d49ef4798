"""One subject's chart: what was recorded, and what is known of when."""

from models.chart.chart import Chart
from models.chart.document import read_document
from models.chart.reading import ALL_ON_RECORD, read_chart

__all__ = ["ALL_ON_RECORD", "Chart", "read_chart", "read_document"]
