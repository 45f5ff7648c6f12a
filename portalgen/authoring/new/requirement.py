"""Where this portalgen came from, as a line for pip: the pipelines of a new workspace install the same."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

NAME = "portalgen"


def requirement(origin: str | None, version: str) -> str:
    """Returns a requirement for pip.

    `origin` is what pip noted about an installation that came from no index (PEP 610, `direct_url.json`), or None. A
    commit of a repository or an archive is named as it is. A folder of this machine means nothing to a pipeline, so
    what came from one is asked for by its version.
    """
    noted: dict[str, Any] = {}
    if origin:
        noted = json.loads(origin)
    url = str(noted.get("url", ""))
    source = noted.get("vcs_info")
    if source:
        kind = source["vcs"]
        commit = source["commit_id"]
        return f"{NAME} @ {kind}+{url}@{commit}"
    archive = noted.get("archive_info")
    if archive is None or url.startswith("file:"):
        return f"{NAME}=={version}"
    hashes = archive.get("hashes", {})
    digest = hashes.get("sha256")
    if digest:
        return f"{NAME} @ {url}#sha256={digest}"
    return f"{NAME} @ {url}"


def origin_of_this() -> str | None:
    """Returns what pip noted about where this portalgen came from; None where it is from an index or not installed."""
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return None
    return installed.read_text("direct_url.json")
