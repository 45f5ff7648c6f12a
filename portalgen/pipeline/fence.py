"""The fence around each client: what its texts, and its finished files, must not say of the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

from portalgen.analysis.edits.edits import Edits
from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.fields.scalars import shown
from portalgen.site.inspect.names import Needles, is_common
from portalgen.site.inspect.own_texts import Held, OwnTexts, Unsayable
from portalgen.site.inspect.vocabulary import Vocabulary
from portalgen.site.stage.templates import packaged_texts
from portalgen.source.files.finding import found_from
from portalgen.source.files.folder import Folder
from portalgen.source.load.loaded import Loaded
from portalgen.source.load.neighbours import Name, NameKind, Names


@dataclass(frozen=True)
class Fence:
    """What all clients of a workspace are called, and the words that portals say whoever they are for."""

    names: Names
    _needles: dict[str, Needles] = field(default_factory=dict)

    @cached_property
    def ours(self) -> Vocabulary:
        """Our own words; what the templates of the workspace say may be a leak as well."""
        return Vocabulary(packaged_texts())

    def needles(self, language: str) -> Needles:
        """Returns what to look for on portals in a language."""
        if language not in self._needles:
            self._needles[language] = Needles(self.names, self.ours, language)
        return self._needles[language]

    def around(
        self,
        loaded: Loaded,
        folder: Folder,
        as_of: date,
    ) -> Loaded:
        """Returns a client as it is shown on a day, with what its texts must not say and what they may.

        The texts of drafts are held too, so that they are told before they are published.
        """
        held = self.held(loaded, folder)
        on_the_day = loaded.on(as_of).with_problems([*held.names, *held.internal])
        if on_the_day.client is not loaded.client:
            held = self.held(on_the_day, folder)
        return replace(on_the_day, allowed=held.allowed)

    def held(self, loaded: Loaded, folder: Folder) -> Held:
        """Returns what came of holding a client's texts against the names of the others and what is internal."""
        if loaded.client is None:
            return Held()
        texts = OwnTexts(
            loaded,
            loaded.client,
            self.needles(loaded.client.language),
            self.ours,
            partial(found_from, folder),
        )
        return texts.held()

    def around_edits(
        self,
        loaded: Loaded,
        edits: Edits,
    ) -> Edits:
        """Returns a client's edits without the texts that must not be said any more.

        Whoever mends a slip must not publish it by that.
        """
        if loaded.client is None or not edits.openings:
            return edits
        unsayable = Unsayable(
            loaded,
            loaded.client,
            self.needles(loaded.client.language),
            self.ours,
        )
        closed = set()
        for digest, opening in edits.openings.items():
            if unsayable.holds(opening.text):
                closed.add(digest)
        return edits.without(closed)

    def common_names(self) -> list[Diagnostic]:
        """Returns the clients' names that are words of ours, where there are several clients."""
        found: list[Diagnostic] = []
        if len(self.names) < 2:
            return found
        for names in self.names.values():
            found += self._common(names)
        return found

    def around_newcomer(
        self,
        client_id: str,
        others: Iterable[Loaded],
        folder: Folder,
    ) -> Iterator[Diagnostic]:
        """Yields what one client's names mean for the others: that they are common words, or stand in their texts."""
        names = self.names[client_id]
        yield from self._common(names)
        alone = replace(self, names={client_id: names}, _needles={})
        for loaded in others:
            yield from alone.held(loaded, folder).names

    def _common(self, names: Iterable[Name]) -> Iterator[Diagnostic]:
        """Yields what is wrong with a client's names where each of them is a word of ours."""
        called = [each for each in names if each.kind is NameKind.CLIENT]
        # The id is the first; where client.yml cannot be read, it is all that there is.
        called = called[1:] or called
        if not all(is_common(each, self.ours) for each in called):
            return
        name = called[0]
        says = f"{shown(name.text)} is a word that portals say anyway, so that it is not looked for by itself"
        form = f"{name.text.title()} Ltd"
        yield problem(
            "PG512",
            says,
            name.place,
            f"write the whole name with its legal form, such as {shown(form)}",
        )
