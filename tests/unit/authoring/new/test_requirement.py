"""What the pipelines of a new workspace install: the portalgen that wrote it."""

import json

import pytest

from portalgen.authoring.new.requirement import requirement

URL = "https://git.example/northlight/portalgen"
COMMIT = "5f1c" * 10
DIGEST = "0f" * 32


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, "portalgen==1.2.3"),
        (
            {
                "url": URL,
                "vcs_info": {
                    "vcs": "git",
                    "requested_revision": "main",
                    "commit_id": COMMIT,
                },
            },
            f"portalgen @ git+{URL}@{COMMIT}",
        ),
        (
            {
                "url": f"{URL}.whl",
                "archive_info": {
                    "hash": f"sha256={DIGEST}",
                    "hashes": {"sha256": DIGEST},
                },
            },
            f"portalgen @ {URL}.whl#sha256={DIGEST}",
        ),
        ({"url": f"{URL}.whl", "archive_info": {}}, f"portalgen @ {URL}.whl"),
        (
            {"url": "file:///home/pm/portalgen", "dir_info": {"editable": True}},
            "portalgen==1.2.3",
        ),
        (
            {
                "url": "file:///home/pm/portalgen.whl",
                "archive_info": {"hashes": {"sha256": DIGEST}},
            },
            "portalgen==1.2.3",
        ),
    ],
)
def test_a_requirement_names_what_a_pipeline_can_reach(
    origin: dict[str, object] | None, expected: str
) -> None:
    assert requirement(json.dumps(origin) if origin else None, "1.2.3") == expected
