"""Options: the day, the clock, and which clients are meant."""

from datetime import UTC, date, datetime

import click
import pytest

from portalgen.cli.terminal.options import AddressType, chosen, now
from portalgen.errors import UsageError
from portalgen.model.client import Client
from portalgen.pipeline.order import Look
from portalgen.pipeline.workspace import Workspace
from portalgen.site.stage.settings import site_address
from tests.conftest import ROOT
from tests.kit.clients.nouns import client


@pytest.mark.parametrize(
    ("names", "found"),
    [((), ("a", "b")), (("b",), ("b",)), (("b", "a"), ("b", "a"))],
    ids=["all", "one", "as named"],
)
def test_the_clients_that_are_named_are_chosen_or_all(
    names: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert chosen(names, ("a", "b")) == found


def test_a_client_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no client is called c; there are: a, b"):
        chosen(("a", "c"), ("a", "b"))
    with pytest.raises(UsageError, match=r"there are: none"):
        chosen(("a",), ())


def test_the_epoch_stands_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780347600")
    assert now() == datetime(2026, 6, 1, 21, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert now() == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["", None])
def test_without_an_epoch_the_clock_is_read(
    monkeypatch: pytest.MonkeyPatch, epoch: str | None
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC)
    assert before <= now() <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("UTC", "2026-06-01"),
        ("Pacific/Kiritimati", "2026-06-02"),
        ("Etc/GMT+12", "2026-05-31"),
    ],
)
def test_today_is_the_clients_day(timezone: str, day: str) -> None:
    for hour in (11, 10):
        now = datetime(2026, 6, 1, hour, tzinfo=UTC)
        look = Look(Workspace(ROOT / "projects"), now)
        assert look.day(client(timezone=timezone)) == date.fromisoformat(day)


def test_a_day_that_is_asked_for_comes_first() -> None:
    asked = date(2020, 2, 29)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    look = Look(Workspace(ROOT / "projects"), now, asked)
    nobody: Client | None = None
    assert look.day(client(timezone="Pacific/Kiritimati")) == asked
    assert look.day(nobody) == asked


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("https://{client}.status.example/", "https://acme.status.example/"),
        ("https://a.example/{client}", "https://a.example/acme/"),
        ("https://a.example//", "https://a.example/"),
        (None, None),
        ("", None),
    ],
)
def test_an_address_holds_the_clients_id_and_ends_in_a_slash(
    pattern: str | None, address: str | None
) -> None:
    assert site_address(pattern, "acme") == address


def test_an_address_on_the_command_line_is_held_to_what_a_file_is() -> None:
    assert (
        AddressType().convert("https://{client}.a.example/", None, None)
        == "https://{client}.a.example/"
    )
    with pytest.raises(
        click.BadParameter, match="is not an address for portals; write it as https://"
    ):
        AddressType().convert('https://a.example/"><script>/', None, None)
