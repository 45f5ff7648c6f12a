"""The strip of health over time: a cell for each day on which the client was told, the newest last."""

from dataclasses import dataclass

from portalgen.analysis.told.telling import Telling, Tellings
from portalgen.model.health import Rag
from portalgen.words import Words


@dataclass(frozen=True, slots=True)
class HealthStrip:
    """The days, oldest first, and what they say in words: each colour with the day from which on it was told."""

    days: tuple[Telling, ...]
    said: str


def health_strip(tellings: Tellings, words: Words) -> HealthStrip | None:
    """Returns the strip of a project; None where there is one day or none."""
    if not tellings.are_several:
        return None
    stretches: list[str] = []
    before: Rag | None = None
    for each in tellings.days:
        if each.health is not before:
            colour = words.word(each.health)
            stretch = words.text(
                "told.stretch",
                health=colour,
                day=each.on,
            )
            stretches.append(stretch)
        before = each.health
    said = words.text("told.strip", stretches="; ".join(stretches))
    return HealthStrip(tellings.days, said)
