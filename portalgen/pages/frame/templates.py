"""The page templates, compiled once, and filled in."""

import traceback
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
)

from portalgen.errors import BuildError
from portalgen.pages.frame.filters import FILTERS

SUFFIX = ".j2"


def environment(sources: Mapping[str, str]) -> Environment:
    """Returns the environment for templates given by name; everything that they print is escaped."""
    ordered = sorted(sources.items())
    return _environment(tuple(ordered))


@lru_cache(maxsize=4)
def _environment(sources: tuple[tuple[str, str], ...]) -> Environment:
    by_name = dict(sources)
    jinja = Environment(
        loader=FunctionLoader(lambda name: _source(by_name, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    jinja.filters.update(FILTERS)
    return jinja


def _source(
    sources: Mapping[str, str],
    name: str,
) -> tuple[str, str, None] | None:
    """Returns a template with its name as that of its file, so that errors name it; None where there is none."""
    if name not in sources:
        return None
    return sources[name], name, None


def filled(
    templates: Environment,
    template: str,
    names: Mapping[str, object],
) -> str:
    """Returns a template with names filled in.

    A workspace may bring templates of its own: one that reads a name that is not there, or that cannot be compiled,
    raises BuildError with its place.
    """
    try:
        return templates.get_template(template).render(names)
    except TemplateError as error:
        place = _place(error, template)
        raise BuildError(f"{place}: {error}") from error


def _place(error: TemplateError, template: str) -> str:
    """Returns the innermost template that an error came through, with its line: jinja puts them into the trace."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.endswith(SUFFIX):
            return f"{frame.filename}:{frame.lineno}"
    return template
