"""Risks: what may happen, by exposure, and what became of others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portalgen.model.project import PageName
from portalgen.model.record.statement import Thing
from portalgen.model.risk import Impact, Probability, Risk, RiskState
from portalgen.pages.parts.edits import Marks
from portalgen.pages.project.page import ProjectPage, View
from portalgen.pages.project.subject import Subject

HEAT = (5, 10, 15)  # the least exposure of each shade but the lightest


@dataclass(frozen=True, slots=True)
class NumberedRisk:
    """An open risk with its number in the list, counted from 1."""

    number: int
    risk: Risk


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the risk matrix: its shade, 0 to 3, and the risks in it."""

    level: int
    risks: tuple[NumberedRisk, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the risk matrix: one probability, a cell for each impact."""

    probability: Probability
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class RisksPage(View):
    """The open risks, largest exposure first, the matrix, most probable row first, and the risks that are no more.

    `edited` is how a risk read before, by its id; `lost` tells which open ones are there no longer.
    """

    open: tuple[Risk, ...]
    impacts: tuple[Impact, ...]
    matrix: tuple[MatrixRow, ...]
    past: tuple[Risk, ...]
    edited: Marks
    lost: tuple[Any, ...]


def risks_page(subject: Subject) -> RisksPage:
    """Returns the view of a project's risks."""
    risks = subject.project.risks
    open_: list[Risk] = []
    past: list[Risk] = []
    for each in risks:
        if each.state is RiskState.OPEN:
            open_.append(each)
        else:
            past.append(each)
    open_.sort(key=_exposure, reverse=True)
    numbered = [NumberedRisk(number, each) for number, each in enumerate(open_, 1)]
    return RisksPage(
        open=tuple(open_),
        impacts=tuple(Impact),
        matrix=tuple(_matrix(numbered)),
        past=tuple(past),
        edited=subject.edits.marks(Thing.RISK),
        lost=subject.edits.losses(PageName.RISKS),
    )


def _exposure(risk: Risk) -> int:
    return risk.exposure


def _matrix(risks: list[NumberedRisk]) -> Iterator[MatrixRow]:
    """Yields the rows, most probable first. Both scales count from 1."""
    scale = list(enumerate(Probability, 1))
    for weight, probability in reversed(scale):
        likely = [each for each in risks if each.risk.probability is probability]
        cells = tuple(_cells(weight, likely))
        yield MatrixRow(probability, cells)


def _cells(weight: int, likely: list[NumberedRisk]) -> Iterator[MatrixCell]:
    """Yields the cells of a row from its risks, smallest impact first."""
    for size, impact in enumerate(Impact, 1):
        here = [each for each in likely if each.risk.impact is impact]
        level = _heat(weight * size)
        yield MatrixCell(level, tuple(here))


def _heat(exposure: int) -> int:
    """Returns the shade of a risk exposure, 0 to 3."""
    reached = [limit for limit in HEAT if exposure >= limit]
    return len(reached)


PAGE = ProjectPage(
    name=PageName.RISKS,
    view=RisksPage,
    make=risks_page,
)
