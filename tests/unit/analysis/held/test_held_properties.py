"""No sequence of edits that the client did not agree to makes a project look better, or a late promise disappear."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.model.milestone import Milestone
from portalgen.model.project import Project
from tests.kit.clients.edited_projects import brightened, edited_fields

seeds = st.integers(0, 2**32 - 1)


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(seed=seeds)
def test_no_edits_without_agreement_brighten_health_or_hide_what_is_late(
    seed: int,
) -> None:
    assert brightened(seed) == ()


def test_every_field_of_a_project_and_of_its_milestones_is_edited() -> None:
    tried = edited_fields(5)
    for noun, kept in (
        (Project, {"id", "live_from"}),
        (Milestone, {"actual_date", "accepted_on"}),
    ):
        assert set(noun.model_fields) - kept <= tried
