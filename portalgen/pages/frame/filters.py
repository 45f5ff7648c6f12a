"""Filters of the templates: days, differences, cells and a PM's Markdown as people read them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portalgen.analysis.message import Message
from portalgen.charts import Cell
from portalgen.pages.frame.page_links import PageLinks
from portalgen.pages.parts.prose import prose
from portalgen.words import Words

NOTHING = "–"


def short(day: date | None, words: Words) -> str | Markup:
    """Returns a day in its short form, or a dash for none."""
    if day is None:
        return NOTHING
    text = words.short_day(day)
    return words.time(day, text)


def signed(days: int | None, words: Words) -> str:
    """Returns a number of days with its sign, `+5`, `−2`, `0`, or a dash for none."""
    if days is None:
        return NOTHING
    size = abs(days)
    number = words.number(size)
    if days > 0:
        return f"+{number}"
    if days < 0:
        return f"−{number}"
    return number


def cell(value: Cell, words: Words) -> str | Markup:
    """Returns a cell of a chart's table."""
    if value is None or isinstance(value, date):
        return short(value, words)
    if isinstance(value, str):
        return value
    return words.number(value)


def in_short(said: Message, words: Words) -> Markup:
    """Returns a message of days with its days in their short form: it stands beside other dates."""
    days: dict[str, str | Markup] = {}
    for key, value in said.values:
        if isinstance(value, date):
            days[key] = short(value, words)
    return words.html(said.id, None, **days)


def markdown(text: str, links: PageLinks) -> Markup:
    """Returns a PM's Markdown as HTML, its documents with their addresses from the page."""
    html = prose(text, links.resolve)
    return Markup(html)  # noqa: S704 - cleaned by nh3


def with_shared(name: str, function: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """Returns a filter of a function that needs one of the names that templates share."""

    @pass_context
    def filtered(context: Context, value: Any) -> Any:
        return function(value, context[name])

    return filtered


FILTERS: dict[str, Callable[..., Any]] = {
    "short": with_shared("words", short),
    "signed": with_shared("words", signed),
    "cell": with_shared("words", cell),
    "in_short": with_shared("words", in_short),
    "markdown": with_shared("links", markdown),
}
