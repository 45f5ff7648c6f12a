"""Small charts as drawings, and drawings as an XML parser reads them."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

from portalgen.charts import Chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    """Returns a drawing as an XML parser reads it."""
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(named)  # noqa: S314 - our own drawing


def chart_of(*traces: dict[str, Any], **layout: Any) -> Chart:
    """Returns a chart from 1 to 11 May, and from 0 to 10."""
    x_axis = {"type": "date", "range": ["2026-05-01", "2026-05-11"], "dtick": "M1"}
    base = {"margin": {"r": 10}, "xaxis": x_axis, "yaxis": {"range": [0, 10]}}
    return Chart(
        "test",
        "A headline",
        "",
        {"data": list(traces), "layout": base | layout},
        (),
        (),
        height=251,
    )


def line_of(days: list[int], values: list[float | None], **more: Any) -> dict[str, Any]:
    x = [date(2026, 5, day).isoformat() for day in days]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": values,
        "line": {"color": "@accent", "width": 2},
    } | more
