"""Compiled templates from one run to the next. They run as code: only what this user's own builds kept is believed."""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portalgen.atomic import replace
from portalgen.own_mark import LENGTH, OwnMark, own_mark


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder, each behind its mark; what bears no mark of ours is compiled anew."""

    def __init__(self, folder: Path, mark: OwnMark) -> None:
        self.folder = folder
        self.mark = mark

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Returns a template's key: its name alone, for each build stages its theme in another folder.

        Whether it is the same template is told by the digest of its source, which Jinja keeps with the code.
        """
        return sha256(name.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket with what was kept for it, where that can be believed."""
        try:
            content = self._file(bucket).read_bytes()
        except OSError:
            return
        mark = content[:LENGTH]
        code = content[LENGTH:]
        if self.mark.holds(mark, bucket.key, code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what is in a bucket; a folder that cannot be written keeps nothing."""
        code = bucket.bytecode_to_string()
        mark = self.mark.of(bucket.key, code)
        with suppress(OSError):
            replace(self._file(bucket), mark + code)

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key


def compiled_templates(cache: Path | None) -> CompiledTemplates | None:
    """Returns the compiled templates that a folder keeps; None without one, or where none could be believed."""
    if cache is None:
        return None
    mark = own_mark()
    if mark is None:
        return None
    return CompiledTemplates(cache / "templates", mark)
