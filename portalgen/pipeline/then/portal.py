"""The portal as it stood on a day, built as today's is: from the view of then, into a folder of its own."""

from datetime import date

from portalgen.errors import PortalgenError
from portalgen.pipeline import Outcome
from portalgen.pipeline.inspect import Inspector, unfit
from portalgen.pipeline.order import Order
from portalgen.pipeline.stage import render, stage
from portalgen.pipeline.then.retelling import with_tellings
from portalgen.pipeline.then.stood import stood_on
from portalgen.pipeline.workshop import Workshop
from portalgen.pipeline.workspace import Shared
from portalgen.site.install.install import bring_back, install, preparing
from portalgen.site.install.place import check_place


def build_as_it_stood(
    order: Order,
    shared: Shared,
    client_id: str,
    on: date,
    workshop: Workshop,
) -> Outcome:
    """Builds one client's portal as it stood on a day, and puts it where the order says: never in today's place.

    Raises PortalgenError where it cannot be told, or must not be shown; InstallError, BuildError and SealError as
    `build` does.
    """
    target = order.target(client_id)
    check_place(target, order.workspace.sources)
    bring_back(target)
    dossier = with_tellings(stood_on(order, shared, client_id, on), shared)
    portal = render(dossier, shared)
    site = stage(dossier, portal, shared, None)
    with preparing(target) as prepared:
        workshop.build(site, prepared, on)
        flaws = Inspector(order, shared, workshop).flaws_of(prepared, dossier)
        if flaws:
            raise PortalgenError(unfit(flaws))
        install(prepared, target)
    return Outcome(
        client_id,
        target,
        on,
        dossier.loaded.diagnostics,
        pages=len(portal.pages),
        stand_ins=dossier.loaded.stand_ins,
    )
