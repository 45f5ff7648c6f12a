"""How a run ends: 0 fine, 1 bad data or an expected failure, 2 usage, 3 a bug, 130 interrupted. The only catch-all."""

import errno
import platform
import traceback
from tempfile import NamedTemporaryFile

import click

from portalgen import __version__
from portalgen.errors import PortalgenError

BUG = 3
INTERRUPTED = 130
# What a disk says that takes no more, or nothing at all: no bug, wherever it is met.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


def guarded(commands: click.Group) -> int:
    """Runs the command line and returns its exit code. No traceback reaches the terminal."""
    try:
        code = commands.main(standalone_mode=False, prog_name="portalgen")
        if isinstance(code, int):
            return code
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except PortalgenError as error:
        click.echo(f"error: {error}", err=True)
        return error.exit_code
    except OSError as error:
        if error.errno not in DISK:
            return report_bug()
        where = error.filename or "the disk"
        click.echo(f"error: {where}: {error.strerror}", err=True)
        return PortalgenError.exit_code
    except Exception:  # a bug is told as one, with a report to paste
        return report_bug()


def report_bug() -> int:
    """Writes the report of the exception that is being handled, says where it is, and returns the exit code.

    Where no file can be written, the report itself is said.
    """
    system = f"portalgen {__version__}, Python {platform.python_version()}, {platform.system()}"
    text = f"{system}\n\n{traceback.format_exc()}"
    try:
        with NamedTemporaryFile(
            "w",
            prefix="portalgen-bug-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
        ) as report:
            report.write(text)
        name = report.name
    except OSError:
        name = f"this:\n{text}"
    click.echo(f"This is a bug in portalgen. Please report it with {name}", err=True)
    return BUG
