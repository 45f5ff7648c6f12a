"""What keeps a site from being published: a plain sentence for each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portalgen.analysis.edits.continuity import Recorded
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

BEFORE, DAY, AFTER = date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 2)
EMPTY = Seal(DAY, 0, NO_HEAD)


def test_access_that_is_said_is_taken_and_no_other() -> None:
    refused = {
        access: is_refused(check_access, "acme", Delivery(access=access))
        for access in (*Access, None)
    }
    assert refused == {
        Access.PUBLIC: False,
        Access.HOST: False,
        Access.LOCKED: True,
        None: True,
    }


def is_refused(check: Callable[..., object], *arguments: object) -> bool:
    """Tells whether a check raises PublishError."""
    try:
        check(*arguments)
    except PublishError:
        return True
    return False


@pytest.mark.parametrize(
    ("other", "is_shared"),
    [
        (PublishTarget(folder="www"), True),
        (PublishTarget(folder="www/beta"), True),
        (PublishTarget(folder="other"), False),
        # What a neighbour names wrongly is that client's matter.
        (PublishTarget(git="a.git", folder="www"), False),
        (None, False),
    ],
)
def test_a_target_is_refused_where_another_client_names_it_too(
    tmp_path: Path, other: PublishTarget | None, is_shared: bool
) -> None:
    own = FolderPlace(tmp_path / "www", 5)
    deliveries = {
        "acme": Delivery(publish=PublishTarget(folder="www")),
        "beta": Delivery(publish=other),
    }
    assert is_refused(check_unshared, "acme", own, deliveries, tmp_path) is is_shared


@pytest.mark.parametrize(
    ("folder", "is_taken"),
    [
        ("../www", True),
        ("public", True),
        ("projects-two", True),
        ("projects", False),
        ("projects/acme", False),
        ("site/acme", False),
        ("site_templates", False),
        (".git/www", False),
        (".", False),
        ("..", False),
    ],
)
def test_a_folder_beside_the_workspace_or_in_it_is_taken_but_none_that_makes_portals(
    tmp_path: Path, folder: str, is_taken: bool
) -> None:
    place = FolderPlace((tmp_path / folder).resolve(), 5)
    made_from = (tmp_path, tmp_path / "projects", tmp_path / "site")
    assert is_refused(check_folder, place, *made_from, None) is not is_taken


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        (None, True),
        ("https://acme.example/", True),
        ("https://acme.example:443/x/", True),
        ("https://beta.example/", False),
        ("https://acme.example.beta.example/", False),
    ],
)
def test_an_address_of_the_target_s_host_is_taken_and_no_other(
    address: str | None, is_taken: bool
) -> None:
    place = GitPlace("a", "b", "acme.example")
    assert is_refused(check_address, place, address) is not is_taken


def test_a_site_for_this_machine_is_not_published_under_a_host_name() -> None:
    with pytest.raises(
        PublishError, match=r"was built for http://127\.0\.0\.1:8000/acme/"
    ):
        check_address(GitPlace("a", "b", "acme.example"), "http://127.0.0.1:8000/acme/")


@pytest.mark.parametrize(
    ("published", "goes_on"),
    [
        (None, True),
        (EMPTY, True),
        (Seal(BEFORE, 0, NO_HEAD), True),
        (Seal(AFTER, 0, NO_HEAD), False),
    ],
)
def test_a_portal_of_the_same_or_a_later_day_goes_on(
    published: Seal | None, goes_on: bool
) -> None:
    refused = is_refused(
        check_continues, Recorded(Ledger(Reach.NONE)), EMPTY, published
    )
    assert refused is not goes_on


def test_a_portal_of_an_earlier_day_does_not_go_on() -> None:
    with pytest.raises(
        PublishError,
        match="speaks for 2026-08-01, and this one for 2026-07-31, which is earlier",
    ):
        check_continues(Recorded(Ledger(Reach.NONE)), Seal(BEFORE, 0, NO_HEAD), EMPTY)


def test_a_cut_history_is_told_with_its_cure() -> None:
    with pytest.raises(PublishError, match="fetch-depth: 0"):
        check_continues(Recorded(Ledger(Reach.SHALLOW)), EMPTY, Seal(DAY, 2, "a" * 64))
