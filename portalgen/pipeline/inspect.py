"""Holds finished files against what must not appear, before anybody reads them."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from portalgen.model.fields.schema import texts
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.order import Order
from portalgen.pipeline.stage import nobody, one_document, render, stage
from portalgen.pipeline.workshop import Workshop, working_folder
from portalgen.pipeline.workspace import Shared
from portalgen.site.files import digests_of, write_all
from portalgen.site.inspect.leaks import Others, Reference, leaks
from portalgen.site.inspect.own_texts import may_be_named
from portalgen.site.inspect.traces import Traces
from portalgen.site.inspect.verify import Flaw, verify
from portalgen.site.inspect.whole import forgeries
from portalgen.site.stage.staging import originals
from portalgen.site.stage.templates import packaged_templates

# What a bundle of evidence says whoever it is for.
CHECKED_OFFLINE = ("evidence.html.j2", "evidence.js")


@dataclass(frozen=True)
class Inspector:
    """Inspects what is made for the clients of a workspace."""

    order: Order
    shared: Shared
    workshop: Workshop

    @cached_property
    def _as_shipped(self) -> Shared:
        """The workspace with the package's templates: what its own ones say may be a leak as well."""
        return replace(self.shared, templates=packaged_templates())

    def flaws_of(
        self,
        site: Path,
        dossier: Dossier,
    ) -> list[Flaw]:
        """Returns all that keeps a client's finished site from being published; nothing where it is fit."""
        client = dossier.client
        known = self.workshop.reference(client.language, self._as_shipped)
        address = self.order.address(client)
        wrong = verify(site, address, originals(client))
        return [*wrong, *self._leaks(site, dossier, known)]

    def forgeries_in(
        self,
        found: Mapping[str, str],
        dossier: Dossier,
    ) -> list[Flaw]:
        """Returns what in a site is not what the data gives, to the byte; nothing where it is the data's own.

        `found` are the digests of the site's files by path.
        """
        address = self.order.address(dossier.client)
        portal = render(dossier, self.shared)
        staged = stage(dossier, portal, self.shared, address)
        with working_folder() as folder:
            self.workshop.build(staged, folder, dossier.findings.as_of)
            made = digests_of(folder)
        return list(forgeries(found, made))

    def leaks_in(
        self,
        files: Mapping[str, bytes],
        dossier: Dossier,
        unaltered: Collection[str] = (),
    ) -> list[Flaw]:
        """Returns what keeps a client's document, and the files beside it, from anybody's eyes.

        `unaltered` are files that stay as their authors made them, beside the documents at their own paths.
        """
        language = dossier.client.language
        for_nobody = one_document(nobody(language), self._as_shipped)
        reference = self.workshop.reference(language, self._as_shipped)
        known = reference.with_text(for_nobody.html)
        for name in CHECKED_OFFLINE:
            known = known.with_text(self._as_shipped.templates.pages[name])
        with working_folder() as folder:
            write_all(files, folder)
            return list(self._leaks(folder, dossier, known, unaltered))

    def _leaks(
        self,
        folder: Path,
        dossier: Dossier,
        known: Reference,
        unaltered: Collection[str] = (),
    ) -> Iterator[Flaw]:
        """Yields what the files of a folder hold that the client must not see."""
        loaded = dossier.loaded
        client = dossier.client
        fence = self.shared.fence
        mentioned = may_be_named(loaded, client)
        others = Others(fence.needles(client.language), loaded.id, mentioned)
        yield from leaks(
            folder,
            loaded.secrets,
            loaded.allowed,
            known.with_words(f"{fence.ours.text}\n{mentioned}"),
            self._traces("\n".join(texts(client))),
            {*originals(client), *unaltered},
            others,
        )

    def _traces(self, published: str) -> Traces:
        """Returns the finder of addresses that nobody published, and of this machine's paths."""
        own_paths = (
            self.order.workspace.root.resolve(),
            self.order.out.resolve(),
            Path.home(),
            Path(sys.prefix),
        )
        return Traces(published, own_paths)


def unfit(flaws: Iterable[Flaw]) -> str:
    """Returns what keeps files from being published, a line a flaw."""
    lines = [f"  {each.path}: {each.message}" for each in flaws]
    return "\n".join(["the finished site is not fit to publish:", *lines])
