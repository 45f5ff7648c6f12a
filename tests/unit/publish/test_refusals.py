"""What keeps a site from being published: a plain sentence for each."""

from datetime import date
from pathlib import Path

import pytest

from portalgen.analysis.ledger.ledger import Ledger
from portalgen.errors import PublishError
from portalgen.model.client import Access, Delivery, PublishTarget
from portalgen.model.record.past import Reach
from portalgen.model.record.seal import NO_HEAD, Seal
from portalgen.publish.refusals import (
    check_address,
    check_continues,
    check_folder,
    check_unshared,
)
from portalgen.publish.target import FolderPlace, GitPlace, check_access

DAY, BEFORE = date(2026, 8, 1), date(2026, 7, 31)
EMPTY = Seal(DAY, 0, NO_HEAD)


@pytest.mark.parametrize("access", [Access.PUBLIC, Access.HOST])
def test_access_that_is_said_is_taken(access: Access) -> None:
    check_access("acme", Delivery(access=access))


def test_a_target_that_another_client_names_wrongly_is_that_client_s_matter(
    tmp_path: Path,
) -> None:
    wrong = Delivery(publish=PublishTarget(git="a.git", folder="www"))
    check_unshared(
        "acme",
        FolderPlace(tmp_path / "www", 5),
        {"acme": Delivery(), "beta": wrong},
        tmp_path,
    )


def test_a_folder_beside_the_workspace_or_in_it_is_taken(tmp_path: Path) -> None:
    for folder in (
        tmp_path.parent / "www",
        tmp_path / "public",
        tmp_path / "projects-two",
    ):
        check_folder(
            FolderPlace(folder, 5),
            tmp_path,
            tmp_path / "projects",
            tmp_path / "site",
            None,
        )


@pytest.mark.parametrize(
    "address", [None, "https://acme.example/", "https://acme.example:443/x/"]
)
def test_an_address_of_the_target_s_host_is_taken(address: str | None) -> None:
    check_address(GitPlace("a", "b", "acme.example"), address)


def test_a_site_for_this_machine_is_not_published_under_a_host_name() -> None:
    with pytest.raises(
        PublishError, match=r"was built for http://127\.0\.0\.1:8000/acme/"
    ):
        check_address(GitPlace("a", "b", "acme.example"), "http://127.0.0.1:8000/acme/")


@pytest.mark.parametrize("published", [None, EMPTY, Seal(BEFORE, 0, NO_HEAD)])
def test_a_portal_of_the_same_or_a_later_day_goes_on(published: Seal | None) -> None:
    check_continues(Ledger(Reach.NONE), EMPTY, published)


def test_a_portal_of_an_earlier_day_does_not_go_on() -> None:
    with pytest.raises(
        PublishError,
        match="speaks for 2026-08-01, and this one for 2026-07-31, which is earlier",
    ):
        check_continues(Ledger(Reach.NONE), Seal(BEFORE, 0, NO_HEAD), EMPTY)


def test_a_cut_history_is_told_with_its_cure() -> None:
    with pytest.raises(PublishError, match="fetch-depth: 0"):
        check_continues(Ledger(Reach.SHALLOW), EMPTY, Seal(DAY, 2, "a" * 64))
