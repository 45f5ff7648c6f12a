"""How a file may spell a single value, as JSON Schema of draft 7, for editors.

The reader judges what was typed, so that `version: 1.0` and `id: 2` are texts to it. A JSON Schema is held against what
YAML 1.2 makes of them: numbers and truth values. All that the reader takes is admitted here, and much that it refuses
is refused. Editors complete what `type` and `enum` name, and nothing that `not` leaves over: so what is only tolerated,
such as a truth value where a text is meant, is admitted by a `not`. `patternErrorMessage` is what editors say then;
other validators pass it over.
"""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
TYPES = ("array", "boolean", "null", "number", "object", "string")


def silently(*types: str) -> Json:
    """Returns what admits values of these JSON types, and offers none of them."""
    return {"not": {"type": [each for each in TYPES if each not in types]}}


def string(pattern: str, says: str, *examples: str) -> Json:
    """Returns a value that no YAML parser takes for anything but a text."""
    made: Json = {
        "type": "string",
        "pattern": pattern,
        "patternErrorMessage": says,
    }
    return made | ({"examples": list(examples)} if examples else {})


def word_like(pattern: str, says: str, *examples: str) -> Json:
    """Returns a text of one word; blanks in quotes around it do not count."""
    return string(rf"^\s*{pattern}\s*$", says, *examples)


def text(
    pattern: str = r"\S",
    says: str = "write the text, or delete the line",
) -> Json:
    """Returns a text that may look like a number or a truth value: `1.0`, `2`, `true`."""
    return {
        "anyOf": [
            {**string(pattern, says), "type": ["string", "number"]},
            silently("boolean"),
        ]
    }


def slug(pattern: str) -> Json:
    """Returns an id, which may look like a number: `id: 2`."""
    says = "use small letters a to z, digits and hyphens"
    return {
        "anyOf": [
            {
                **string(pattern, says),
                "type": ["string", "number"],
                "minimum": 0,
            },
            silently("boolean"),
        ]
    }


def day() -> Json:
    """Returns a day from 1970 to 2199."""
    year = "(19[7-9][0-9]|2[01][0-9]{2})"
    month = "(0[1-9]|1[0-2])"
    number = "(0[1-9]|[12][0-9]|3[01])"
    says = "write a day as YEAR-MONTH-DAY, for example 2026-03-20"
    return {
        **string(
            f"^{year}-{month}-{number}$",
            says,
            "2026-03-20",
            "2026-12-01",
        ),
        "format": "date",
    }


def line(longest: int) -> Json:
    """Returns a text of at most so many characters, blanks that follow one another counted as one."""
    says = f"write the text: at most {longest} characters"
    return text(rf"^\s*(\S|\s+(?=\S)){{1,{longest}}}\s*$", says)


def number(
    lowest: int | None = None,
    highest: int | None = None,
    whole: bool = False,
) -> Json:
    """Returns a number, in quotes or not."""
    if whole:
        decimals = r"\.0{1,9}"
    else:
        decimals = r"\.[0-9]{1,9}"
    says = "write digits only" + ("" if whole else ", with a point for decimals")
    made: Json = {
        "type": ["string", "integer" if whole else "number"],
        "pattern": rf"^[-+]?([0-9]{{1,18}}({decimals})?|{decimals})$",
        "patternErrorMessage": says,
    }
    bounds = {"minimum": lowest, "maximum": highest}
    return made | {key: bound for key, bound in bounds.items() if bound is not None}


def words(values: Iterable[str], *more: str) -> Json:
    """Returns a word of a list; capitals, and blanks or hyphens for `_`, are as good. `more` is taken, not offered."""
    offered = list(values)
    taken = "|".join(_in_any_case(word) for word in (*offered, *more))
    says = f"one of: {', '.join(offered)}"
    return {"anyOf": [{"enum": offered}, word_like(f"({taken})", says)]}


def exact_words(values: Iterable[str]) -> Json:
    """Returns a word of a list, written just so; blanks in quotes around it do not count."""
    offered = list(values)
    return {
        "anyOf": [
            {"enum": offered},
            word_like(f"({'|'.join(offered)})", f"one of: {', '.join(offered)}"),
        ]
    }


def _in_any_case(word: str) -> str:
    letters = (
        r"[\s_-]+"
        if each == "_"
        else f"[{each}{each.upper()}]"
        if each.isalpha()
        else each
        for each in word
    )
    return "".join(letters)


def flag() -> Json:
    """Returns a truth value, in quotes or not."""
    quoted = string(
        f"^({_in_any_case('true')}|{_in_any_case('false')})$",
        "write true or false",
    )
    return {"anyOf": [{"type": "boolean"}, quoted]}


def nullable(spelt: Json) -> Json:
    """Returns the same, or nothing behind the colon."""
    if spelt.get("type") in ("array", "object"):
        return spelt | {"type": [spelt["type"], "null"]}
    *alternatives, last = spelt.get("anyOf", [spelt])
    if "not" in last:  # null is one more that is only tolerated
        refused = []
        for each in last["not"]["type"]:
            if each != "null":
                refused.append(each)
        return {"anyOf": [*alternatives, {"not": {"type": refused}}]}
    return {"anyOf": [*alternatives, last, silently("null")]}
