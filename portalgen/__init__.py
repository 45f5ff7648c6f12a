"""Compiles project data files, kept in git, into an honest status portal for each client."""

__version__ = "0.1.0"
