"""Every page of every sample client, on a phone and on a desk, in light and dark, and on paper."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from tests.kit.browser.detectors import (
    bad_charts,
    bad_labels,
    foreign_months,
    hard_to_read,
    too_wide,
    unfit_for_paper,
)
from tests.kit.browser.static_host import Sites
from tests.kit.browser.visitor import SCHEMES, SCREENS, Visitor, pages_of
from tests.kit.clients.samples import CLIENTS, PROJECTS

# A4 less margins of 1 cm, in CSS pixels.
PAPER = (718, 1047)
ON_SCREEN = (too_wide, hard_to_read, bad_charts, bad_labels)
ON_PAPER = (too_wide, unfit_for_paper)


@pytest.mark.parametrize("folder", [*CLIENTS, *PROJECTS])
def test_every_page_is_sound(
    visit: Callable[..., Visitor], sites: Sites, folder: str
) -> None:
    client, _, project = folder.partition("/")
    visitor = visit(client)
    paths = pages_of(sites[client], project)
    flaws = [
        f"{path or 'the first page'} {flaw}"
        for path in paths
        for flaw in _flaws(visitor, path)
    ]
    assert paths
    assert not flaws, "\n".join(flaws)


def _flaws(visitor: Visitor, path: str) -> Iterator[str]:
    visitor.open(path)
    for (width, height), scheme in product(SCREENS, SCHEMES):
        visitor.look(width, height, scheme)
        for detect in ON_SCREEN:
            yield from (
                f"at {width} in {scheme}: {each}" for each in detect(visitor.page)
            )
        with visitor.all_unfolded():
            yield from (
                f"at {width} in {scheme}, unfolded: {each}"
                for each in too_wide(visitor.page)
            )
    visitor.take_to_paper(*PAPER)
    for detect in ON_PAPER:
        yield from (f"on paper: {each}" for each in detect(visitor.page))
    visitor.take_from_paper()
    visitor.explore_charts()
    for explored in (foreign_months, bad_charts):
        yield from (f"explored: {each}" for each in explored(visitor.page))
    yield from (f"at any size: {each}" for each in visitor.watch.take())
