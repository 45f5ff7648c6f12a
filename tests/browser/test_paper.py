"""Printing: charts in light colours whatever the screen. `test_every_page.py` sees to the rest of paper."""

from collections.abc import Callable
from pathlib import Path

from tests.kit.browser.detectors import bad_charts, unfit_for_paper
from tests.kit.browser.visitor import Visitor


def test_charts_print_in_light_colours_and_stay_dark_on_the_screen(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    visitor = visit("acme")
    visitor.look(390, 844, "dark")
    visitor.open("webshop/progress/")
    visitor.draw_charts()
    assert unfit_for_paper(visitor.page, tmp_path / "page.pdf") == []
    assert bad_charts(visitor.page) == []
