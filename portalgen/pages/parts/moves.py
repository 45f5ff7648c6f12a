"""A move of a promise: the page Dates tells it, and `portalgen move` foretells it, by the same parts and words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portalgen.analysis.dates.known_moves import KnownMove, Origin
from portalgen.model.contact import Contact
from portalgen.model.evidence import Evidence
from portalgen.model.record.past import DOCUMENT, MAIL
from portalgen.model.record.signed_move import fingerprint
from portalgen.pages.parts.people import shown
from portalgen.words import Words

Say = Callable[..., Any]  # an id and its values -> a sentence, as text or as HTML
TOLD_ORIGINS = {Origin.NOT_YET, Origin.BEFORE_RECORDS}


@dataclass(frozen=True, slots=True)
class ToldMove:
    """The parts of a move: what moved and by how much, why, and the facts of it.

    `is_given` tells whether the reason is the agency's own sentence rather than one about its lack.
    """

    title: Any
    days: str
    reason: Any
    is_given: bool
    facts: tuple[Any, ...]


def told_move(
    step: KnownMove,
    say: Say,
    words: Words,
    known: tuple[Contact, ...],
    speaker: str,
) -> ToldMove:
    """Returns how a move is told.

    `say` makes sentences, `known` are the people that files name by id, and `speaker` is whose statements pages report.
    """
    days = words.days(step.days) if step.days else ""
    return ToldMove(
        title=_title(step, say),
        days=days,
        reason=_reason(step, say),
        is_given=bool(step.because),
        facts=_facts(step, say, words, known, speaker),
    )


def _agreed(
    step: KnownMove,
    say: Say,
    name: str,
    speaker: str,
) -> Any:
    """Returns who agreed; as the agency states it where the client cannot check it."""
    if step.is_confirmed:
        return say("dates.agreed_by", name=name)
    return say("dates.stated_by", name=name, agency=speaker)


def _by_mail(step: KnownMove, say: Say) -> Iterator[Any]:
    """Yields by which mail somebody agreed, where it was one that the client can look for among its own."""
    evidence = step.evidence
    if not step.is_confirmed or evidence is None or evidence.kind != MAIL:
        return
    day = evidence.on or step.on
    if day and evidence.domain:
        yield say("dates.by_mail", day=day, domain=evidence.domain)


def _by_key(step: KnownMove, say: Say) -> Iterator[Any]:
    """Yields with which key somebody signed, as `ssh-keygen -l` prints it."""
    evidence = step.evidence
    if step.is_confirmed and evidence and evidence.key:
        yield say("dates.by_key", key=fingerprint(evidence.key))


def may_object(step: KnownMove) -> bool:
    """Tells whether the client can object by a link: it is said to have agreed, and no document says so."""
    is_signed = step.evidence is not None and step.evidence.kind != DOCUMENT
    return step.is_stated or is_signed


def proof_of(step: KnownMove) -> str | None:
    """Returns the document by which the client can check an agreement; None where it cannot."""
    if not step.is_confirmed or step.declared is None:
        return None
    evidence = step.declared.evidence
    if not isinstance(evidence, Evidence):
        return None
    return evidence.document or evidence.signature


def _title(step: KnownMove, say: Say) -> Any:
    if step.before and step.after:
        return say(
            "dates.moved",
            before=step.before,
            after=step.after,
        )
    if step.after:
        return say("dates.promised_for", day=step.after)
    return say("dates.unpromised")


def _reason(step: KnownMove, say: Say) -> Any:
    if step.because:
        return step.because
    if step.removed:
        removed = step.removed
        return say(
            "dates.removed",
            day=removed.on,
            reason=removed.reason,
        )
    if step.needs_reason:
        return say("dates.unexplained")
    return None


def _facts(
    step: KnownMove,
    say: Say,
    words: Words,
    known: tuple[Contact, ...],
    speaker: str,
) -> tuple[Any, ...]:
    facts: list[Any] = []
    if step.cause:
        facts.append(words.word(step.cause))
    if step.on:
        facts.append(say("dates.on", day=step.on))
    if step.shown_on:
        facts.append(say("dates.first_shown", day=step.shown_on))
    if step.agreed_by:
        name = shown(step.agreed_by, known, words)
        facts.append(_agreed(step, say, name, speaker))
        facts += _by_mail(step, say)
        facts += _by_key(step, say)
    if step.declared and isinstance(step.declared.evidence, str):
        facts.append(step.declared.evidence)
    if step.origin in TOLD_ORIGINS:
        facts.append(say(f"dates.origin.{step.origin}"))
    return tuple(facts)
