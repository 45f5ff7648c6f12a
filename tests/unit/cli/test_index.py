"""Every command is in the index under its own name, and whoever asks for the list imports none of them."""

import pkgutil
import subprocess
import sys

import click
import pytest

from portalgen.cli import commands, deliver, look, show, write
from portalgen.cli.index import INDEX

WIDEST_LINE = 56  # what the list leaves of 80 columns beside the longest name


@pytest.mark.parametrize("name", INDEX)
def test_a_command_is_found_by_its_name(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert command.name == name


def test_there_is_no_command_of_another_name() -> None:
    assert commands.get_command(click.Context(commands), "biuld") is None


def test_every_module_with_a_command_is_in_the_index() -> None:
    modules = {listed.place.partition(":")[0] for listed in INDEX.values()}
    with_commands: set[str] = set()
    for room in (deliver, look, show, write):
        for found in pkgutil.iter_modules(room.__path__):
            with_commands.add(f"{room.__name__.rpartition('.')[2]}.{found.name}")
    assert with_commands - modules == {"show.live_build"}, "which serves `serve`"


def test_the_list_says_of_each_command_what_it_does_in_a_line() -> None:
    assert [
        name for name, listed in INDEX.items() if len(listed.says) > WIDEST_LINE
    ] == []
    context = click.Context(commands)
    said = commands.get_help(context)
    for name, listed in INDEX.items():
        assert f"  {name:<9}  {listed.says}\n" in f"{said}\n"


def test_the_list_of_commands_imports_no_command() -> None:
    asked = (
        "import sys, portalgen.cli as cli; "
        "cli.commands.main(['--help'], standalone_mode=False); "
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("False\n")
