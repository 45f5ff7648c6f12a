"""Exceptions that mean "cannot continue". Bad data is never one of them: it is a diagnostic."""


class PortalgenError(Exception):
    """An expected failure with a message for the person at the keyboard; the exit code is 1."""

    exit_code = 1


class UsageError(PortalgenError):
    """The command line asks for what is not there; the exit code is 2."""

    exit_code = 2


class BuildError(PortalgenError):
    """The engine could not build a site."""


class InstallError(PortalgenError):
    """A finished site could not be put in its place; the old one is still there."""


class SealError(PortalgenError):
    """A published seal cannot be read, so nothing can be held against it."""


class PublishError(PortalgenError):
    """A site is not published; what was published before is still there."""


class ServeError(PortalgenError):
    """A preview cannot be shown: its port is taken, or a folder cannot be watched."""
