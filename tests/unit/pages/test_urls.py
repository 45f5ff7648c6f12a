"""Addresses are relative, so that a portal can live anywhere."""

import doctest
import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.pages import urls
from portalgen.pages.urls import relative_url

steps = st.lists(
    st.sampled_from(["acme", "webshop", "now", "dates", "charts"]), max_size=3
).map("/".join)


@pytest.mark.parametrize(
    ("page", "target", "url"),
    [
        ("", "", "./"),
        ("", "webshop/now/", "webshop/now/"),
        ("webshop/now", "webshop/now/", "./"),
        ("webshop/now", "webshop/dates/", "../dates/"),
        ("webshop/now", "intranet/now/", "../../intranet/now/"),
        ("webshop/now", "", "../../"),
        ("webshop/dates", "webshop/charts/trend.json", "../charts/trend.json"),
        ("", "webshop/charts/trend.csv", "webshop/charts/trend.csv"),
    ],
)
def test_a_page_links_to_a_target_by_the_shortest_way(
    page: str, target: str, url: str
) -> None:
    assert relative_url(page, target) == url


def test_the_examples_in_the_docstring_hold() -> None:
    tried = doctest.testmod(urls)
    assert tried.attempted >= 3
    assert tried.failed == 0


@settings(deadline=None)
@given(page=steps, target=steps)
def test_a_browser_gets_from_any_page_to_any_other(page: str, target: str) -> None:
    served = f"/portal/{page}/" if page else "/portal/"
    found = posixpath.normpath(
        posixpath.join(served, relative_url(page, f"{target}/" if target else ""))
    )
    assert found == posixpath.normpath(f"/portal/{target}")
