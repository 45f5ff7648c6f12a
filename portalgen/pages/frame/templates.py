"""The page templates, compiled once."""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined

from portalgen.pages.frame.filters import FILTERS


def environment(sources: Mapping[str, str]) -> Environment:
    """Returns the environment for templates given by name; everything that they print is escaped."""
    ordered = sorted(sources.items())
    return _environment(tuple(ordered))


@lru_cache(maxsize=4)
def _environment(sources: tuple[tuple[str, str], ...]) -> Environment:
    loader = DictLoader(dict(sources))
    jinja = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    jinja.filters.update(FILTERS)
    return jinja
