"""Files as one zip archive whose bytes depend on the files alone."""

import io
import zipfile
from collections.abc import Mapping

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can name
PLAIN_FILE = 0o100644 << 16


def packed(files: Mapping[str, bytes], folder: str) -> bytes:
    """Returns an archive of files by their paths below a folder, in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in sorted(files.items()):
            name = f"{folder}/{path}"
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = PLAIN_FILE
            entry.create_system = 3
            archive.writestr(entry, content)
    return made.getvalue()
