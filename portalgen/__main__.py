"""`python -m portalgen`."""

from portalgen.cli import main

main()
