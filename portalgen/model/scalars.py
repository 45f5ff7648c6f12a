"""The kinds of single values that a file may hold, and how each reads what was typed.

The YAML reader hands scalars over as typed (`NO`, `012` and `2026-13-01` stay text), so that what a
value means is decided here, by the field it stands in. A refusal is a `PydanticCustomError` whose type is the
diagnostic's code and whose context may hold `help`.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
LONGEST_LINE = 300
LONGEST_TEXT = 20_000


class Typed(str):
    """A scalar as typed in a file; `swallowed` is what YAML took for a comment behind it."""

    swallowed: str = ""


def refuse(code: str, message: str, **context: str) -> PydanticCustomError:
    """Returns the error that a validator raises: a diagnostic's code, its message, and perhaps its help."""
    # The message may hold braces that a PM typed; pydantic would take them for places to fill in.
    return PydanticCustomError(code, "{message}", {"message": message, **context})


def shown(value: object) -> str:
    """Returns a value as a diagnostic quotes it: one line, short."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _not_text(value)
    swallowed = getattr(value, "swallowed", "")
    if swallowed:
        raise refuse(
            "PG112",
            f"YAML takes “{shown(swallowed)}” for a comment, so it would be lost",
            help=f"put the text in quotes: {_quoted(value + ' ' + swallowed)}",
        )
    if not value.strip():
        raise refuse("PG208", "the text is empty", help="write the text, or delete the line")
    return value.strip()


def _not_text(value: object) -> PydanticCustomError:
    if value is None:
        return refuse("PG208", "the text is empty", help="write the text, or delete the line")
    if isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), str):
        key, rest = next(iter(value.items()))
        return refuse(
            "PG111",
            "a colon followed by a space starts a new key here",
            help=f"put the text in quotes: {_quoted(f'{key}: {rest}')}",
        )
    return refuse("PG205", f"expected a text, found {shown(value)}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(value: str) -> str:
    line = " ".join(value.split())
    if len(line) > LONGEST_LINE:
        raise refuse("PG210", f"{len(line)} characters, and at most {LONGEST_LINE} fit one line")
    return line


def _token(value: object) -> str:
    # One word such as a branch or a time zone: a comment behind it takes nothing away.
    return _text(str(value) if isinstance(value, Typed) else value)


def _long_text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise refuse("PG210", f"{len(value)} characters, and at most {LONGEST_TEXT} fit a text")
    return value


def parse_day(value: object) -> date:
    """Returns the day that a scalar names, written as YYYY-MM-DD."""
    if type(value) is date:
        return value
    if isinstance(value, str) and re.match(DAY_PATTERN, value) and value.isascii():
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    help_ = "write a day as YEAR-MONTH-DAY, for example 2026-03-20"
    if isinstance(value, str) and (local := re.match(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$", value)):
        help_ += f"; is it {local[3]}-{int(local[2]):02}-{int(local[1]):02}?"
    raise refuse("PG203", f"{shown(value) if value is not None else 'nothing'} is not a date", help=help_)


def slugified(text: str) -> str:
    """Returns the id nearest to a text: `Ｌaunch Day` -> `launch-day`; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:63]


def parse_slug(value: object) -> str:
    """Returns an id: lower-case ASCII letters, digits and hyphens, at most 63."""
    if isinstance(value, str) and re.fullmatch(SLUG_PATTERN, value):
        return str(value)
    nearest = slugified(value) if isinstance(value, str) else ""
    help_ = "use small letters a–z, digits and hyphens" + (f", for example {nearest}" if nearest else "")
    raise refuse("PG207", f"{shown(value) if value is not None else 'nothing'} is not an id", help=help_)


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, str) and re.fullmatch(r"[-+]?(\d{1,18}(\.\d{1,9})?|\.\d{1,9})", value, re.ASCII):
        try:
            return Decimal(value)
        except InvalidOperation:  # pragma: no cover - the pattern admits only what Decimal reads
            pass
    help_ = "write digits only, with a point for decimals, for example 8200 or 12.5"
    if isinstance(value, str) and value.endswith("%"):
        help_ = f"leave the percent sign out: {value.rstrip('% ')}"
    raise refuse("PG204", f"{shown(value) if value is not None else 'nothing'} is not a number", help=help_)


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise refuse("PG204", f"{shown(value)} is not a whole number")
    return int(number)


def _not_negative(value: Any) -> Any:
    if value < 0:
        raise refuse("PG210", f"{value} is below 0")
    return value


def parse_flag(value: object) -> bool:
    """Returns a truth value, written `true` or `false`."""
    if value in (True, False, "true", "false"):
        return value in (True, "true")
    raise refuse("PG206", f"{shown(value)} is neither true nor false", help="write true or false")


def parse_email(value: object) -> str:
    """Returns an e-mail address: one @, something on either side, no blanks."""
    if isinstance(value, str) and re.fullmatch(r"[^@\s<>\",;:]{1,64}@[^@\s<>\",;:]+\.[^@\s<>\",;:]+", value):
        return str(value)
    raise refuse("PG215", f"{shown(value)} is not an e-mail address", help="for example maria@agency.example")


def word_choice(value: object) -> object:
    """Returns a word of a fixed list as the model spells it: `Almost certain` -> `almost_certain`."""
    return re.sub(r"[\s_-]+", "_", value.strip().lower()) if isinstance(value, str) else value


class Word(StrEnum):
    """A word out of a fixed list. How it reads on a page is up to `words`."""


def _none_is_empty(value: object) -> object:
    return () if value is None else value


Text = Annotated[str, BeforeValidator(_text), AfterValidator(_long_text)]
Line = Annotated[str, BeforeValidator(_text), AfterValidator(_line)]
Token = Annotated[str, BeforeValidator(_token), AfterValidator(_line)]
Person = Line
Slug = Annotated[str, BeforeValidator(parse_slug), WithJsonSchema({"type": "string", "pattern": SLUG_PATTERN})]
Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "pattern": DAY_PATTERN})]
Amount = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]
Count = Annotated[Whole, AfterValidator(_not_negative), WithJsonSchema({"type": "integer", "minimum": 0})]
Size = Annotated[Amount, AfterValidator(_not_negative), WithJsonSchema({"type": "number", "minimum": 0})]
Flag = Annotated[bool, BeforeValidator(parse_flag), WithJsonSchema({"type": "boolean"})]
Email = Annotated[str, BeforeValidator(parse_email), WithJsonSchema({"type": "string"})]
Empty = BeforeValidator(_none_is_empty)
Choice = BeforeValidator(word_choice)
