"""How severe a diagnostic is under the rules of portal.yml."""

from collections.abc import Iterable
from dataclasses import replace

from portalgen.diagnostics import CODES, Diagnostic, Kind, Severity
from portalgen.model.client import Agency


def judge(
    diagnostics: Iterable[Diagnostic], agency: Agency, building: bool = False
) -> list[Diagnostic]:
    """Returns diagnostics as severe as portal.yml's rules make them. A build publishes all the same: it only warns."""
    return [_judged(each, agency, building) for each in diagnostics]


def _judged(diagnostic: Diagnostic, agency: Agency, building: bool) -> Diagnostic:
    if diagnostic.kind is not Kind.RULE:
        return diagnostic
    rule = CODES[diagnostic.code].rule
    severity = Severity(getattr(agency.rules, rule).value) if rule else Severity.ERROR
    return replace(diagnostic, severity=Severity.WARNING if building else severity)
