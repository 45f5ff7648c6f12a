"""What stands for the past: why it may be missing."""

import pytest

from portalgen.model.record.past import Lack


@pytest.mark.parametrize("lack", Lack)
def test_only_where_there_is_no_history_yet_none_is_missing(lack: Lack) -> None:
    assert lack.is_plain == (lack in {Lack.NO_REPOSITORY, Lack.NO_COMMITS})


@pytest.mark.parametrize("lack", Lack)
def test_why_a_history_is_missing_is_told_as_a_part_of_a_sentence(lack: Lack) -> None:
    assert lack.value == str(lack)
    assert not lack.value.endswith(".")
    assert len(lack.value.split()) > 2
