"""Options that several commands share."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from portalgen.errors import UsageError
from portalgen.model.client import parse_site_url
from portalgen.model.fields.scalars import parse_day
from portalgen.pipeline.order import SITES


class DayType(click.ParamType[date]):
    """A day, written as in the files."""

    name = "date"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Returns the day, or fails with the reader's own words."""
        try:
            return parse_day(value)
        except ValueError:
            self.fail(f"{value} is not a date; write it as 2026-03-20", param, ctx)


class AddressType(click.ParamType[str]):
    """An address of portals, written as in portal.yml."""

    name = "address"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Returns the address, or fails with the model's own words."""
        try:
            return parse_site_url(value)
        except PydanticCustomError as error:
            self.fail(f"{error.message()}; {(error.context or {})['help']}", param, ctx)


projects_option = click.option(
    "--projects",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("projects"),
    show_default=True,
    help="Folder of the clients.",
)
as_of_option = click.option(
    "--as-of",
    type=DayType(),
    help="The day that the portals speak for; today in the client's time zone by default.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=SITES,
    show_default=True,
    help="Where build put the sites, a folder a client.",
)
previous_seal_option = click.option(
    "--previous-seal",
    type=click.Path(path_type=Path, exists=True),
    help="Last published seal.json, or the folder that has it; the installed site's by default.",
)


def now() -> datetime:
    """Returns the time: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch}, and should be a number of seconds"
        ) from None


def chosen(names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the clients that were named, or all. Raises UsageError for one that does not exist."""
    meant = tuple(
        name.rstrip("/").removeprefix("projects/") for name in names
    )  # as a shell completes a folder
    unknown = [name for name in meant if name not in known]
    if unknown:
        raise UsageError(
            f"no client is called {unknown[0]}; there are: {', '.join(known) or 'none'}"
        )
    return meant or known
