"""Charts: each is a message computed from the data, a figure, and a table with the same numbers.

A figure is Plotly's JSON as plain values. Colours are written as `@accent`, `@plan`, … and take their values from the
stylesheet in the reader's browser, so that a chart follows light, dark and the client's own accent.
"""

from portalgen.charts.burnup import burnup
from portalgen.charts.chart import Cell, Chart, Column
from portalgen.charts.throughput import throughput
from portalgen.charts.timeline import timeline
from portalgen.charts.trend import trend

__all__ = ["Cell", "Chart", "Column", "burnup", "throughput", "timeline", "trend"]
