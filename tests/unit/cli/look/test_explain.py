"""What explain prints: plain text in a file or pipe, and on a terminal what differs in colour."""

import click
import pytest
from click.testing import CliRunner

from portalgen.cli import commands
from portalgen.diagnostics import CODES


def explained(code: str, color: bool = False) -> str:
    result = CliRunner().invoke(
        commands, ["explain", code], color=color, standalone_mode=False
    )
    assert result.return_value == 0
    return result.output


def test_the_wrong_and_the_right_file_stand_under_their_names() -> None:
    assert explained("PG203").splitlines()[4:] == [
        "Wrong",
        "",
        "  projects/acme/webshop/milestones.yml",
        "    milestones:",
        "      - id: launch",
        "        name: Launch",
        "        promised_date: 15.12.2026",
        "",
        "Right",
        "",
        "  projects/acme/webshop/milestones.yml",
        "    milestones:",
        "      - id: launch",
        "        name: Launch",
        "        promised_date: 2026-12-15",
    ]


def test_commands_stand_behind_a_prompt() -> None:
    assert (
        "  $ git clone --quiet --depth=1 $REPOSITORY agency"
        in explained("PG604").splitlines()
    )


def test_what_cannot_be_shown_is_described() -> None:
    assert (
        "  projects/acme/webshop/risks.yml (a link to ../../shared/risks.yml)"
        in explained("PG117").splitlines()
    )


def test_a_remark_stands_at_the_end() -> None:
    assert explained("PG404").splitlines()[-2:] == ["", "As of 2026-11-20."]


def test_on_a_terminal_what_differs_is_coloured() -> None:
    lines = explained("PG203", color=True).splitlines()
    assert click.style("Wrong", fg="red", bold=True) in lines
    assert click.style("        promised_date: 15.12.2026", fg="red") in lines
    assert click.style("        promised_date: 2026-12-15", fg="green") in lines
    assert "        name: Launch" in lines


@pytest.mark.parametrize("code", CODES)
def test_elsewhere_there_is_no_colour(code: str) -> None:
    assert explained(code) == click.unstyle(explained(code, color=True))
