"""How severe a diagnostic is under the rules of portal.yml."""

from collections.abc import Iterable
from dataclasses import replace

from portalgen.diagnostics import CODES, Diagnostic, Kind, Severity
from portalgen.model.client import Agency


def judge(
    diagnostics: Iterable[Diagnostic],
    agency: Agency,
    building: bool = False,
) -> list[Diagnostic]:
    """Returns diagnostics as severe as portal.yml's rules make them. A build publishes all the same: it only warns."""
    judged: list[Diagnostic] = []
    for each in diagnostics:
        if each.kind is not Kind.RULE:
            judged.append(each)
            continue
        severity = Severity.WARNING
        if not building:
            severity = _severity(each, agency)
        ruled = replace(each, severity=severity)
        judged.append(ruled)
    return judged


def _severity(diagnostic: Diagnostic, agency: Agency) -> Severity:
    rule = CODES[diagnostic.code].rule
    if not rule:
        return Severity.ERROR
    chosen = getattr(agency.rules, rule)
    return Severity(chosen.value)
