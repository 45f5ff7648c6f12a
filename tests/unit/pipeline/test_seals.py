"""Where the seals of what was published last are looked for."""

from pathlib import Path

import pytest

from portalgen.errors import SealError
from portalgen.exports.seal import seal
from portalgen.model.record.seal import Seal
from portalgen.pipeline.seals import Seals
from tests.kit.clients.nouns import TODAY

HEAD = "a1" * 32
LATER = Seal(TODAY, 2, HEAD)


def put(place: Path, n: int = 1) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(seal(TODAY, n, HEAD))
    return place


def test_the_installed_site_s_seal_counts_unless_another_is_named(
    tmp_path: Path,
) -> None:
    put(tmp_path / "site/acme/seal.json")
    file = put(tmp_path / "kept/acme/seal.json", 2)
    site = tmp_path / "site"
    assert Seals(site).of("acme") == Seal(TODAY, 1, HEAD)
    for named in (file, tmp_path / "kept/acme", tmp_path / "kept"):
        assert Seals(site, named).of("acme") == LATER
    assert Seals(site).of("other") is None
    assert Seals(site, tmp_path / "nowhere").of("acme") is None


def test_a_damaged_seal_stops_its_own_client_alone(tmp_path: Path) -> None:
    put(tmp_path / "acme/seal.json", 2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/seal.json").write_text("{")
    seals = Seals(tmp_path)
    former = {"acme": (), "other": (), "third": ()}
    assert seals.readable(former) == {"acme": LATER}
    with pytest.raises(SealError):
        seals.of("other")


def test_a_client_s_seal_may_still_lie_under_a_former_id(tmp_path: Path) -> None:
    put(tmp_path / "acme/seal.json", 2)
    seals = Seals(tmp_path)
    assert seals.of("acme-oy", ["ac", "acme"]) == LATER
    assert seals.readable({"acme-oy": ["acme"], "other": []}) == {"acme-oy": LATER}
    put(tmp_path / "acme-oy/seal.json", 3)
    assert seals.of("acme-oy", ["acme"]) == Seal(TODAY, 3, HEAD)
