"""Printing: whole pictures in light colours, whatever the screen shows. `test_every_page.py` sees to the rest."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import bad_charts, cut_on_paper, unfit_for_paper
from tests.kit.browser.visitor import Visitor

PAPER = (718, 1047)


@pytest.mark.parametrize("page", ["webshop/dates/", "webshop/progress/"])
def test_pictures_print_in_light_colours_and_what_is_explored_stays_on_the_screen(
    visit: Callable[..., Visitor], page: str
) -> None:
    visitor = visit("acme")
    visitor.look(390, 844, "dark")
    visitor.open(page)
    visitor.explore_charts()
    visitor.take_to_paper(*PAPER)
    assert unfit_for_paper(visitor.page) == []
    visitor.take_from_paper()
    visitor.look(390, 844, "dark")
    assert bad_charts(visitor.page) == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_every_label_of_every_chart_is_on_a_sheet_from_a_phone_and_from_a_desk(
    visit: Callable[..., Visitor], width: int, height: int
) -> None:
    visitor = visit("acme")
    visitor.look(width, height)
    for page in ("webshop/dates/", "webshop/progress/"):
        visitor.open(page)
        assert cut_on_paper(visitor.page) == []
