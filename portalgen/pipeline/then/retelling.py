"""A dossier with what its client was told before: see `analysis/retold`."""

from dataclasses import replace

from portalgen.analysis.retold.retelling import retold
from portalgen.pipeline.examine import Dossier
from portalgen.pipeline.then.answers_cache import AnswersCache
from portalgen.pipeline.workspace import Shared


def with_tellings(dossier: Dossier, shared: Shared) -> Dossier:
    """Returns a dossier whose findings hold the days on which its client was told of each project."""
    folder = shared.cache
    if dossier.findings.is_of_the_past:
        folder = None  # else its days would take the place of those of today
    cache = AnswersCache(folder, dossier.client.id)
    kept = cache.fetch()
    told = retold(
        dossier.client,
        dossier.findings,
        dossier.history,
        kept,
    )
    if told.kept.keys() != kept.keys():
        cache.keep(told.kept)
    return replace(dossier, findings=told.findings)
