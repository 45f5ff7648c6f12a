"""MkDocs with Material, in this process. The only module that imports mkdocs."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from pathlib import Path

from portalgen.errors import BuildError

# Material announces the end of MkDocs 1.x at every build; the decision stands in docs/decisions.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class MkDocsEngine:
    """Builds with MkDocs 1.x and Material 9.x."""

    def __init__(self) -> None:
        self.version = f"mkdocs {version('mkdocs')}, material {version('mkdocs-material')}"

    def build(self, staged: Path, site: Path, as_of: date) -> None:
        """Builds a staged folder into `site`. Warnings are errors: `strict` alone would let a quiet build pass."""
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException

        with _complaints() as complaints, _dated(as_of):
            try:
                config = load_config(str(staged / "mkdocs.yml"), site_dir=str(site.resolve()))
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
                config.plugins.on_shutdown()
            except (MkDocsException, Abort) as error:
                raise BuildError(f"MkDocs could not build the site: {error}") from error
        if complaints:
            raise BuildError("MkDocs complained of the staged site:\n" + "\n".join(complaints))
        _leave_out_unused(site)


def _leave_out_unused(site: Path) -> None:
    """Removes what no page loads: source maps, and the search stemmers of other languages."""
    scripts = site / "assets" / "javascripts"
    language = (site / "search" / "search_index.json").read_text(encoding="utf-8")[:200]
    for path in site.rglob("*.map"):
        path.unlink()
    for path in (scripts / "lunr" / "min").glob("lunr.*.min.js"):
        code = path.name.split(".")[1]
        if code not in {"stemmer", "multi"} and f'"{code}"' not in language:
            path.unlink()


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagates = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagates


@contextmanager
def _dated(as_of: date) -> Iterator[None]:
    """Dates the build by the day that the portal speaks for, so that the same input gives the same bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(as_of, time(), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
