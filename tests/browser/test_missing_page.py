"""An address that does not exist: a plain page that tells a stranger nothing."""

from collections.abc import Callable

import pytest

from tests.kit.browser.detectors import (
    hard_to_read,
    names_shown,
    out_of_place,
    too_wide,
)
from tests.kit.browser.visitor import Visitor

NAMES = {
    "acme": ("Acme", "Webshop", "Northlight", "Virtanen", "Laine"),
    "harbour": ("Harbour", "Finch", "Collections", "Northlight", "Fletcher"),
    "sahkola": ("Sähkölä", "Asiakasportaali", "Northlight", "Hämäläinen"),
}


@pytest.mark.parametrize("client", NAMES)
def test_a_missing_page_names_nobody_and_leads_home(
    visit: Callable[..., Visitor], client: str
) -> None:
    visitor = visit(client)
    response = visitor.open("no/such/page/")
    assert response.status == 404
    assert names_shown(visitor.page, NAMES[client]) == []
    assert (
        too_wide(visitor.page) + out_of_place(visitor.page) + hard_to_read(visitor.page)
        == []
    )
    complaints = visitor.watch.take()
    assert [each for each in complaints if "no/such/page/" not in each] == []
    visitor.page.locator(".pg-head a").click()
    visitor.arrive("")
    assert visitor.watch.take() == []
