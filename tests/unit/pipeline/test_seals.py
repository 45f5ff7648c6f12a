"""Where the seals of what was published last are looked for."""

from datetime import timedelta
from pathlib import Path

import pytest

from portalgen.analysis.showings import with_showing
from portalgen.errors import SealError
from portalgen.exports.publications import publications
from portalgen.exports.seal import seal
from portalgen.model.record.seal import Seal
from portalgen.pipeline.seals import Seals
from tests.kit.clients.nouns import TODAY

HEAD = "a1" * 32


def put(place: Path, n: int = 1) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(seal(TODAY, n, HEAD))
    return place


def sealed(n: int) -> Seal:
    """Returns the seal of a portal without publications.json: its own day is the first that is known."""
    return Seal(TODAY, n, HEAD, showings=with_showing((), TODAY, n, HEAD))


def test_the_installed_site_s_seal_counts_unless_another_is_named(
    tmp_path: Path,
) -> None:
    put(tmp_path / "site/acme/seal.json")
    file = put(tmp_path / "kept/acme/seal.json", 2)
    site = tmp_path / "site"
    assert Seals(site).of("acme") == sealed(1)
    for named in (file, tmp_path / "kept/acme", tmp_path / "kept"):
        assert Seals(site, named).of("acme") == sealed(2)
    assert Seals(site).of("other") is None
    assert Seals(site, tmp_path / "nowhere").of("acme") is None


def test_a_damaged_seal_stops_its_own_client_alone(tmp_path: Path) -> None:
    put(tmp_path / "acme/seal.json", 2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/seal.json").write_text("{")
    seals = Seals(tmp_path)
    former = {"acme": (), "other": (), "third": ()}
    assert seals.readable(former) == {"acme": sealed(2)}
    with pytest.raises(SealError):
        seals.of("other")


def test_a_client_s_seal_may_still_lie_under_a_former_id(tmp_path: Path) -> None:
    put(tmp_path / "acme/seal.json", 2)
    seals = Seals(tmp_path)
    assert seals.of("acme-oy", ["ac", "acme"]) == sealed(2)
    assert seals.readable({"acme-oy": ["acme"], "other": []}) == {"acme-oy": sealed(2)}
    put(tmp_path / "acme-oy/seal.json", 3)
    assert seals.of("acme-oy", ["acme"]) == sealed(3)


def test_the_publications_beside_a_seal_come_with_it(tmp_path: Path) -> None:
    place = put(tmp_path / "acme/seal.json", 2)
    shown = with_showing((), TODAY - timedelta(days=9), 1, "b2" * 32)
    shown = with_showing(shown, TODAY, 2, HEAD)
    place.with_name("publications.json").write_bytes(publications(shown))
    found = Seals(tmp_path).of("acme")
    assert found is not None
    assert found.showings == shown


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        publications(with_showing((), TODAY, 2, "b2" * 32)),
        publications(()),
    ],
    ids=["damaged", "of another portal", "emptied"],
)
def test_publications_that_are_not_the_seal_s_stop_their_client(
    tmp_path: Path, content: bytes
) -> None:
    place = put(tmp_path / "acme/seal.json", 2)
    place.with_name("publications.json").write_bytes(content)
    with pytest.raises(SealError, match=r"publications\.json"):
        Seals(tmp_path).of("acme")


def test_what_stands_at_the_target_comes_before_what_is_installed(
    tmp_path: Path,
) -> None:
    put(tmp_path / "acme/seal.json", 1)
    seals = Seals(tmp_path, published={"acme": sealed(3)})
    assert seals.of("acme") == sealed(3)
