"""The one function that makes addresses: relative, so that a portal can live anywhere."""

import posixpath


def relative_url(page: str, target: str) -> str:
    """Returns the address of a target (`webshop/dates/`, `webshop/charts/trend.json`, empty for the root) from a page.

    A page at `webshop/now` is served as `webshop/now/`.

    >>> relative_url("webshop/now", "webshop/dates/")
    '../dates/'
    >>> relative_url("", "webshop/now/")
    'webshop/now/'
    >>> relative_url("webshop/now", "")
    '../../'
    """
    # Both begin at the same root, so that the working folder plays no part.
    path = posixpath.relpath(f"/{target}", f"/{page}")
    is_page = target.endswith("/") or not target
    if not is_page:
        return path
    if path == ".":
        return "./"
    return f"{path}/"
