"""MkDocs with Material, in this process. The only module that imports mkdocs."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.metadata import version
from pathlib import Path

import material
from jinja2 import Environment, FileSystemLoader
from markdown import Extension, Markdown
from markdown.preprocessors import HtmlBlockPreprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from portalgen.errors import BuildError
from portalgen.site.engine.compiled import CompiledTemplates, compiled_templates

# Material announces the end of MkDocs 1.x at every build; the decision stands in docs/decisions.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class MkDocsEngine:
    """Builds with MkDocs 1.x and Material 9.x. Where there is a cache, compiled templates are kept in it."""

    def __init__(self, cache: Path | None = None) -> None:
        self.templates = compiled_templates(cache)
        mkdocs = version("mkdocs")
        material = version("mkdocs-material")
        self.version = f"mkdocs {mkdocs}, material {material}"

    def build(
        self,
        staged: Path,
        site: Path,
        as_of: date,
    ) -> None:
        """Builds a staged folder into `site`. Warnings are errors: `strict` alone would let a quiet build pass."""
        with _complaints() as complaints, _dated(as_of):
            try:
                settings = staged / "mkdocs.yml"
                target = site.resolve()
                config = load_config(str(settings), site_dir=str(target))
                _make_quick(config, self.templates)
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
                config.plugins.on_shutdown()
            except (MkDocsException, Abort) as error:
                lines = [f"MkDocs could not build the site: {error}", *complaints]
                raise BuildError("\n".join(lines)) from error
        if complaints:
            lines = ["MkDocs complained of the staged site:", *complaints]
            raise BuildError("\n".join(lines))
        _leave_out_unused(site)


def _make_quick(config: MkDocsConfig, templates: CompiledTemplates | None) -> None:
    """Lets the theme keep what MkDocs would compile and list anew for each site: over half of a small build."""
    make = config.theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = _ListedOnce(config.theme.dirs)
        if templates:
            env.bytecode_cache = templates
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]
    config.markdown_extensions.append(_Whole())


class _Whole(Extension):  # type: ignore[misc]
    """Lets Markdown take a staged page for the one HTML block that it is, which it would find out tag by tag."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        block = _WholeBlock(md)
        md.preprocessors.register(block, "html_block", 20)


class _WholeBlock(HtmlBlockPreprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip()
        is_block = text.startswith("<div") and text.endswith("</div>")
        if is_block:
            stored = self.md.htmlStash.store(text)
            return [
                stored,
                "",
                "",
            ]
        found: list[str] = super().run(lines)
        return found


class _ListedOnce(FileSystemLoader):
    """Lists the folders of installed themes once a process, and leaves out Material's 14,500 icons."""

    def list_templates(self) -> list[str]:
        names: set[str] = set()
        for folder in self.searchpath:
            listing = _listing(str(folder))
            names.update(listing)
        return sorted(names)


def _listing(folder: str) -> tuple[str, ...]:
    theme = Path(material.__file__).parent
    is_installed = Path(folder).is_relative_to(theme)
    if is_installed:
        return _installed_listing(folder)
    return _names(folder)


@cache
def _installed_listing(folder: str) -> tuple[str, ...]:
    return _names(folder)


def _names(folder: str) -> tuple[str, ...]:
    found: list[str] = []
    for base, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in files:
            inside = Path(base, name).relative_to(folder)
            found.append(inside.as_posix())
    return tuple(found)


def _leave_out_unused(site: Path) -> None:
    """Removes what no page loads: source maps, and the search stemmers of other languages."""
    for path in site.rglob("*.map"):
        path.unlink()
    index = site / "search" / "search_index.json"
    text = index.read_text(encoding="utf-8")
    language = text[:200]
    stemmers = site / "assets" / "javascripts" / "lunr" / "min"
    for path in stemmers.glob("lunr.*.min.js"):
        _, code, *_ = path.name.split(".")
        is_shared = code in {"stemmer", "multi"}
        is_named = f'"{code}"' in language
        if not is_shared and not is_named:
            path.unlink()


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        self.lines.append(message)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    logger = logging.getLogger("mkdocs")
    collector = _Collector()
    level = logger.level
    propagates = logger.propagate
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate = propagates


@contextmanager
def _dated(as_of: date) -> Iterator[None]:
    """Dates the build by the day that the portal speaks for, so that the same input gives the same bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime.combine(as_of, time(), UTC)
    seconds = int(midnight.timestamp())
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
