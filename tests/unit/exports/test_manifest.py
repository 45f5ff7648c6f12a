"""files.json: it names every file but itself, says the same for the same site, and is read as it was written or not."""

import json

import pytest

from portalgen.exports.manifest import FILES_FILE, manifest, read_manifest

DIGESTS = {"index.html": "a" * 64, "käyttö/a.css": "b" * 64}


def test_it_names_every_file_but_itself_in_the_order_of_names() -> None:
    turned = dict(reversed(DIGESTS.items()))
    content = manifest({**turned, FILES_FILE: "c" * 64})
    assert content == manifest(DIGESTS)
    assert json.loads(content) == {"version": 1, "files": DIGESTS}


def test_what_was_written_is_read() -> None:
    assert read_manifest(manifest(DIGESTS)) == DIGESTS
    assert read_manifest(manifest({})) == {}


WHOLE = manifest(DIGESTS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"files": 1}',
        b'{"files": {"a": 1}}',
        b"[" * 100_000,
        WHOLE.replace(b'"version": 1', b'"version": 2'),
        WHOLE.replace(b'"files": {', b'"files": {"index.html": "b",'),
        WHOLE.replace(b'"files": {', b'"files": {"hidden": "b"}, "files": {'),
        WHOLE + b" ",
        manifest({**DIGESTS, "x": "c"}).replace(b'"x"', f'"{FILES_FILE}"'.encode()),
    ],
)
def test_what_a_build_does_not_write_is_no_list_of_files(content: bytes) -> None:
    with pytest.raises(ValueError, match="it is "):
        read_manifest(content)
