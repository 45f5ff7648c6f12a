"""Where staged sites become finished ones: the engine, the sites that it made before, and the sites made for nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from portalgen import __version__
from portalgen.errors import BuildError
from portalgen.pipeline.stage import NO_DAY, nobody, render, stage
from portalgen.pipeline.workspace import Shared
from portalgen.site.engine.cache import site_cache
from portalgen.site.engine.engine import Engine
from portalgen.site.files import write_manifest
from portalgen.site.inspect.leaks import Reference, reference
from portalgen.site.stage.staging import Staged, shipped, write, write_beside
from portalgen.words.catalogue import sentences


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yields a folder for what is needed for a moment. Raises BuildError where the disk takes no more."""
    try:
        with TemporaryDirectory(prefix="portalgen-") as folder:
            yield Path(folder)
    except OSError as error:
        why = error.strerror or error
        raise BuildError(f"a temporary folder could not be written: {why}") from error


@dataclass
class Workshop:
    """An engine with what it made.

    Finished sites are kept in the folder `cache`, where there is one: as many as a workspace of `clients` needs.
    """

    engine: Engine
    cache: Path | None = None
    clients: int = 1
    # By the digest of the site that each was read from: equal keys, equal values.
    _references: dict[str, Reference] = field(default_factory=dict)

    def build(
        self,
        site: Staged,
        prepared: Path,
        as_of: date,
    ) -> None:
        """Builds a staged site into an empty folder, or takes it from the cache where the same was built before."""
        kept = site_cache(self.cache, self.clients)
        key = site.digest(__version__, self.engine.version, as_of.isoformat())
        if kept and kept.fetch(key, prepared):
            return
        with TemporaryDirectory(prefix="portalgen-") as work:
            write(site, Path(work))
            self.engine.build(Path(work), prepared, as_of)
        write_beside(site, prepared)
        write_manifest(prepared)
        if kept:
            kept.keep(key, prepared)

    def reference(
        self,
        language: str,
        shared: Shared,
    ) -> Reference:
        """Returns what a site in a language holds whoever it is for, read from a site that is built for nobody.

        Raises BuildError where it cannot be built.
        """
        dossier = nobody(language)
        site = stage(dossier, render(dossier, shared), shared, None)
        key = site.digest(self.engine.version)
        if key not in self._references:
            with working_folder() as folder:
                self.build(site, folder, NO_DAY)
                said = sentences(language)
                found = reference(folder, said, shipped(shared.templates))
            self._references[key] = found
        return self._references[key]
