"""What stands at a target, and the page that says that there is nothing."""

from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.model.client import LANGUAGES
from portalgen.publish.content import (
    Present,
    State,
    check_replaceable,
    nothing_here,
    present,
)
from portalgen.site.csp import policy
from portalgen.site.inspect.verify import verify
from tests.kit.commands.workspaces import make


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_says_nothing_would_pass_as_a_site_and_is_known_again(
    language: str, tmp_path: Path
) -> None:
    files = nothing_here(language)
    assert verify(make(tmp_path, files), None) == []
    assert present(frozenset(files) | {"CNAME", ".nojekyll"}, None) == Present(
        State.TAKEN_OUT
    )


def test_the_page_speaks_the_client_s_language_and_names_nobody() -> None:
    page = nothing_here("fi")["index.html"].decode()
    assert "<p>Täällä ei ole mitään.</p>" in page
    assert '<html lang="fi">' in page
    assert "noindex" in page
    assert "portalgen" not in page.replace(policy(), "").lower()


@pytest.mark.parametrize(
    ("names", "state"),
    [
        ((), State.NOTHING),
        (("CNAME", ".nojekyll"), State.NOTHING),
        (("README.md",), State.OTHER),
        (("index.html",), State.OTHER),
    ],
)
def test_what_has_no_seal_is_no_portal(names: tuple[str, ...], state: State) -> None:
    assert present(frozenset(names), None).state is state


def test_only_what_is_somebody_s_is_kept_from_being_replaced() -> None:
    for state in set(State) - {State.OTHER}:
        check_replaceable(Present(state), "here")
    with pytest.raises(PublishError, match=r"^here holds files that are no portal"):
        check_replaceable(Present(State.OTHER), "here")
