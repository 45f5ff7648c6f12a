"""Files held against the schemas of editors, as check-jsonschema holds them."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from check_jsonschema.formats import FormatOptions, make_format_checker
from check_jsonschema.parsers.yaml import (
    ParseError,
    construct_yaml_implementation,
    impl2loader,
)
from check_jsonschema.regex_variants import RegexImplementation, RegexVariantName
from jsonschema import Draft7Validator
from jsonschema.validators import extend

from portalgen.source.formats.markdown import front_matter
from portalgen.source.schema.schema import DRAFT, kind_of, schema_files
from tests.kit.files.memory import source


class CannotBeParsedError(Exception):
    """The file is no YAML."""


@cache
def validator(kind: str) -> Any:
    """Returns the validator of a kind of file: check-jsonschema's own parts, put together once."""
    patterns = RegexImplementation(RegexVariantName.default)
    formats = make_format_checker(FormatOptions(regex_impl=patterns), DRAFT)
    validating = extend(Draft7Validator, {"pattern": patterns.pattern_keyword})
    return validating(
        json.loads(schema_files()[f"{kind}.json"]), format_checker=formats
    )


def parsed(text: str | bytes) -> Any:
    """Returns what a parser of YAML 1.2 makes of a text. Raises CannotBeParsedError."""
    load = impl2loader(construct_yaml_implementation())
    try:
        return load(io.BytesIO(text.encode() if isinstance(text, str) else text))
    except (ParseError, ValueError, RecursionError) as error:
        raise CannotBeParsedError(str(error)) from error


def complaints(kind: str, value: Any) -> list[str]:
    """Returns what a schema finds wrong with a parsed file, by the path in it."""
    return [
        f"{each.json_path}: {each.message}"
        for each in validator(kind).iter_errors(value)
    ]


def kind_at(path: Path, projects: Path) -> str | None:
    """Returns the kind of a file in a folder of clients; None where a schema says nothing of it."""
    found = kind_of(path.relative_to(projects).as_posix())
    return found.name if found else None


def yaml_of(path: Path) -> bytes:
    """Returns the YAML of a file: all of it, or an update's front matter. Raises CannotBeParsedError."""
    content = path.read_bytes()
    if path.suffix != ".md":
        return content
    parts = front_matter(source(content))
    if not isinstance(parts, tuple):
        raise CannotBeParsedError(parts.message)
    return parts[0].text.encode()


def complaints_in(projects: Path) -> dict[str, list[str]]:
    """Returns what the schemas find wrong in a folder of clients, by file; what cannot be parsed is left out."""
    found = {}
    for path in sorted(projects.rglob("*")):
        if path.is_file() and (kind := kind_at(path, projects)):
            try:
                found[path.relative_to(projects).as_posix()] = complaints(
                    kind, parsed(yaml_of(path))
                )
            except CannotBeParsedError:
                continue
    return {file: each for file, each in found.items() if each}
