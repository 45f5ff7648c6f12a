"""load -> analyse -> render -> stage -> build -> verify -> install.

`build` is the sentence. The modules of this package hold its steps (`examine`: load and analyse; `stage`: render and
stage; `workshop`: build; `inspect`: verify) and what they are given (`workspace`, `order`). `deliver`, `compare` and
`trial` are what else is made of a client that was examined.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portalgen.diagnostics import Diagnostic, problem
from portalgen.model.client import Client
from portalgen.pipeline.examine import Dossier, Examined, analyse, continuing, load
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.order import Order
from portalgen.pipeline.stage import render, stage
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.views import current_view
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Shared
from portalgen.site.install.install import bring_back, install, preparing
from portalgen.site.install.place import check_place
from portalgen.source.load.loaded import StandIn


@dataclass(frozen=True)
class Outcome:
    """What became of one client. `stand_ins` stand for projects, by their ids, that cannot be read today."""

    client_id: str
    site: Path | None
    as_of: date
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str = ""
    pages: int = 0
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict)

    @property
    def is_built(self) -> bool:
        """Tells whether the new site is in its place."""
        return self.site is not None


class _RefusedError(Exception):
    """A step will not go on, and its text says why."""


def build(
    order: Order,
    shared: Shared,
    client_id: str,
    workshop: Workshop,
) -> Outcome:
    """Builds one client's portal and installs it. Where anything is wrong, the last good site stays.

    Raises InstallError where the site cannot be written or must not stand, BuildError where the engine fails, SealError
    where the last published seal cannot be read.
    """
    target = order.target(client_id)
    check_place(target, order.workspace.sources)
    bring_back(target)
    view = current_view(order, shared)
    loaded = load(view, client_id)
    examined = continuing(analyse(view, loaded), order.seal_of(loaded, shared))
    try:
        dossier = with_tellings(_sound(examined), shared)
        _check_committed(dossier.client, shared)
        address = order.address(dossier.client)
        examined = _with_advice(examined, address)
        portal = render(dossier, shared)
        site = stage(dossier, portal, shared, address)
        with preparing(target) as prepared:
            workshop.build(site, prepared, examined.as_of)
            _verify(prepared, dossier, Inspector(order, shared, workshop))
            install(prepared, target)
    except _RefusedError as refused:
        return _not_built(client_id, examined, refused)
    pages = len(portal.pages)
    return Outcome(
        client_id,
        target,
        examined.as_of,
        examined.diagnostics,
        pages=pages,
        stand_ins=examined.loaded.stand_ins,
    )


def _not_built(
    client_id: str,
    examined: Examined,
    refused: _RefusedError,
) -> Outcome:
    return Outcome(
        client_id,
        None,
        examined.as_of,
        examined.diagnostics,
        failure=str(refused),
    )


def _sound(examined: Examined) -> Dossier:
    if examined.loaded.is_broken:
        raise _RefusedError("the data is broken")
    if examined.sound is None:
        raise _RefusedError(examined.refusal)
    return examined.sound


def _check_committed(client: Client, shared: Shared) -> None:
    """Refuses a former id that git does not have yet: without it the record would begin anew."""
    if shared.pending_ids(client):
        raise _RefusedError(
            "formerly: names a client that the record goes on from once it is committed: commit client.yml"
        )


def _with_advice(examined: Examined, address: str | None) -> Examined:
    """Returns the same with advice about what the order lacks."""
    if address:
        return examined
    says = "no site_url: no sitemap, and clicks load whole pages"
    help_ = "add a line site_url: https://… to portal.yml, or pass --site-url"
    return examined.with_problems([problem("PG508", says, "", help_)])


def _verify(
    prepared: Path,
    dossier: Dossier,
    inspector: Inspector,
) -> None:
    flaws = inspector.flaws_of(prepared, dossier)
    if flaws:
        raise _RefusedError(unfit(flaws))
