"""The kinds of single values that a file may hold, and how each reads what was typed.

The YAML reader hands scalars over as typed (`NO`, `012` and `2026-13-01` stay text), so that what a
value means is decided here, by the field it stands in. A refusal is a `PydanticCustomError` whose type is the
diagnostic's code and whose context may hold `help`.
"""

import calendar
import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from portalgen.model.fields import spelling
from portalgen.model.fields.marks import (
    HasHappened,
    IsIdIn,
    IsMoney,
    IsOnEitherSide,
    IsPerson,
    IsPlanned,
    IsQuantity,
)

DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
EMAIL_PATTERN = r"""^[^@\s<>",;:]{1,64}@[^@\s<>",;:]+\.[^@\s<>",;:]+$"""
LONGEST_LINE = 300
LONGEST_TEXT = 20_000
# A day outside of them is a slip, and days near the calendar's end cannot be counted with.
YEARS = range(1970, 2200)
LARGEST_COUNT = 1_000_000
LONGEST_STRETCH = 3660  # days


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
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _found(value: object) -> str:
    return "nothing" if value in (None, "") else shown(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _not_text(value)
    swallowed = getattr(value, "swallowed", "")
    if swallowed:
        raise refuse(
            "PG112",
            f"YAML takes “{shown(swallowed)}” for a comment, so it would be lost",
            help=f"put the text in quotes: {quoted(f'{value} {swallowed}')}",
        )
    if not value.strip():
        raise refuse(
            "PG208", "the text is empty", help="write the text, or delete the line"
        )
    return value.strip()


def _not_text(value: object) -> PydanticCustomError:
    if value is None:
        return refuse(
            "PG208", "the text is empty", help="write the text, or delete the line"
        )
    if (
        isinstance(value, dict)
        and len(value) == 1
        and isinstance(next(iter(value.values())), str)
    ):
        key, rest = next(iter(value.items()))
        return refuse(
            "PG111",
            "a colon followed by a space starts a new key here",
            help=f"put the text in quotes: {quoted(f'{key}: {rest}')}",
        )
    help_ = (
        "put the text in quotes, and look for a wrong indentation or a stray bracket"
    )
    return refuse("PG205", f"expected a text, found {shown(value)}", help=help_)


def quoted(text: str) -> str:
    """Returns a text as a YAML value in quotes; quotes that were meant to enclose it are replaced."""
    for pair in ("“”", "„“", "‘’", "''", '""'):
        if len(text) > 1 and text.startswith(pair[0]) and text.endswith(pair[1]):
            text = text[1:-1]
            break
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(value: str) -> str:
    line = " ".join(value.split())
    if len(line) > LONGEST_LINE:
        raise refuse(
            "PG210",
            f"{len(line)} characters, and at most {LONGEST_LINE} fit one line",
            help="make it shorter",
        )
    return line


def _token(value: object) -> str:
    # One word such as a branch or a time zone: a comment behind it takes nothing away.
    return _text(str(value) if isinstance(value, Typed) else value)


def _long_text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise refuse(
            "PG210",
            f"{len(value)} characters, and at most {LONGEST_TEXT} fit a text",
            help="make it shorter",
        )
    return value


def parse_day(value: object) -> date:
    """Returns the day that a scalar names, written as YYYY-MM-DD."""
    day = value if type(value) is date else _day(value)
    if day is None:
        raise refuse(
            "PG203", f"{_found(value)} is not a date", help=_help_for_day(value)
        )
    if day.year not in YEARS:
        help_ = f"write a year from {YEARS[0]} to {YEARS[-1]}"
        raise refuse("PG210", f"{day} is too far from today to be meant", help=help_)
    return day


def _day(value: object) -> date | None:
    if not (isinstance(value, str) and re.fullmatch(DAY_PATTERN, value, re.ASCII)):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def nearest_day(text: str) -> date | None:
    """Returns the day that was probably meant: `20.3.2026`, `3/20/2026`, `2026-3-1` and `“2026-03-20”` name one."""
    numbers = re.findall(r"\d+", text, re.ASCII)
    if len(numbers) != 3 or re.search(r"[^\W\d_]", text):
        return None
    one, two, three = numbers
    if len(one) == 4:
        orders = [(one, two, three)]
    else:
        orders = [(three, two, one), (three, one, two)]
    days = (_day(f"{year}-{month:0>2}-{day:0>2}") for year, month, day in orders)
    return next((day for day in days if day and day.year in YEARS), None)


def _help_for_day(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if near := nearest_day(text):
        return f"is it {near}? A day is written as YEAR-MONTH-DAY"
    written = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII)
    if written and 1 <= int(written[2]) <= 12:
        last = calendar.monthrange(int(written[1]), int(written[2]))[1]
        return f"{calendar.month_name[int(written[2])]} {written[1]} ends on day {last}"
    if written:
        return "the middle number is the month, 01 to 12"
    return "write a day as YEAR-MONTH-DAY, for example 2026-03-20"


def slugified(text: str) -> str:
    """Returns the id nearest to a text: `Ｌaunch Day` -> `launch-day`; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:63]


def parse_slug(value: object) -> str:
    """Returns an id: lower-case ASCII letters, digits and hyphens, at most 63."""
    if isinstance(value, str) and re.fullmatch(SLUG_PATTERN, value):
        return str(value)
    nearest = slugified(value) if isinstance(value, str) else ""
    help_ = "use small letters a–z, digits and hyphens" + (
        f", for example {nearest}" if nearest else ""
    )
    raise refuse("PG207", f"{_found(value)} is not an id", help=help_)


def _number(value: object) -> Decimal:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, str) and re.fullmatch(
        r"[-+]?(\d{1,18}(\.\d{1,9})?|\.\d{1,9})", value, re.ASCII
    ):
        try:
            return Decimal(value)
        except (
            InvalidOperation
        ):  # pragma: no cover - the pattern admits only what Decimal reads
            pass
    raise refuse(
        "PG204", f"{_found(value)} is not a number", help=_help_for_number(value)
    )


def _help_for_number(value: object) -> str:
    text = str(value) if isinstance(value, str) else ""
    digits = r"[0-9]{1,18}(?:\.[0-9]{1,9})?"
    if grouped := re.fullmatch(
        r"\D*(\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+)\D*", text, re.ASCII
    ):
        return (
            f"leave the thousands separators out: {re.sub(r'[^0-9]', '', grouped[1])}"
        )
    if re.fullmatch(r"[-+]?\d{1,18},\d{1,9}", text, re.ASCII):
        return f"write a point for decimals: {text.replace(',', '.')}"
    if percent := re.fullmatch(rf"({digits}) ?%", text, re.ASCII):
        return f"leave the percent sign out: {percent[1]}"
    if alone := re.fullmatch(
        rf"(?:[A-Z]{{3}}|\W)? ?({digits}) ?(?:[A-Z]{{3}}|\W)?", text
    ):
        return f"write the number alone: {alone[1]}"
    return "write digits only, with a point for decimals, for example 8200 or 12.5"


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise refuse(
            "PG204",
            f"{shown(value)} is not a whole number",
            help="write it without decimals",
        )
    if abs(number) > LARGEST_COUNT:
        raise refuse(
            "PG210",
            f"{number} is more than {LARGEST_COUNT}",
            help="look for a digit too many",
        )
    return int(number)


def _not_negative(value: Any) -> Any:
    if value < 0:
        raise refuse("PG210", f"{value} is below 0", help="write 0 or more")
    return value


def _at_least_a_day(days: int) -> int:
    if days < 1:
        says = f"{days} days are no interval"
        raise refuse("PG210", says, help="write 1 or more, or delete the line")
    return days


def _stretch(days: int) -> int:
    if abs(days) > LONGEST_STRETCH:
        raise refuse(
            "PG210",
            f"{days} days are more than ten years",
            help="look for a digit too many",
        )
    return days


def parse_flag(value: object) -> bool:
    """Returns a truth value, written `true` or `false`."""
    word = str(value).lower()
    if word in {"true", "false"}:
        return word == "true"
    raise refuse(
        "PG206",
        f"{_found(value)} is neither true nor false",
        help="write true or false",
    )


def parse_email(value: object) -> str:
    """Returns an e-mail address: one @, something on either side, no blanks."""
    if isinstance(value, str) and re.fullmatch(EMAIL_PATTERN, value):
        return str(value)
    raise refuse(
        "PG215",
        f"{_found(value)} is not an e-mail address",
        help="write it as maria@agency.example",
    )


def word_choice(value: object) -> object:
    """Returns a word of a fixed list as the model spells it: `Almost certain` -> `almost_certain`."""
    if isinstance(value, str):
        return re.sub(r"[\s_-]+", "_", value.strip().lower())
    return value


class Word(StrEnum):
    """A word out of a fixed list. How it reads on a page is up to `words`."""


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _none_is_blank(value: object) -> object:
    return {} if value is None else value


Text = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_long_text),
    WithJsonSchema(spelling.text()),
]
Line = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_line),
    WithJsonSchema(spelling.line(LONGEST_LINE)),
]
Token = Annotated[
    str,
    BeforeValidator(_token),
    AfterValidator(_line),
    WithJsonSchema(spelling.line(LONGEST_LINE)),
]
Person = Annotated[Line, IsPerson()]
Slug = Annotated[
    str, BeforeValidator(parse_slug), WithJsonSchema(spelling.slug(SLUG_PATTERN))
]
MilestoneId = Annotated[Slug, IsIdIn("milestones")]
ChangeRequestId = Annotated[Slug, IsIdIn("change_requests")]
Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema(spelling.day())]
PastDay = Annotated[Day, HasHappened()]
PlannedDay = Annotated[Day, IsPlanned()]
AnyDay = Annotated[Day, IsOnEitherSide()]
Amount = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema(spelling.number())]
Money = Annotated[Amount, IsMoney()]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(spelling.number(-LARGEST_COUNT, LARGEST_COUNT, whole=True)),
]
Count = Annotated[
    Whole,
    AfterValidator(_not_negative),
    WithJsonSchema(spelling.number(0, LARGEST_COUNT, whole=True)),
]
Days = Annotated[
    Whole,
    AfterValidator(_stretch),
    WithJsonSchema(spelling.number(-LONGEST_STRETCH, LONGEST_STRETCH, whole=True)),
]
DayCount = Annotated[
    Count,
    AfterValidator(_stretch),
    WithJsonSchema(spelling.number(0, LONGEST_STRETCH, whole=True)),
]
Interval = Annotated[
    Whole,
    AfterValidator(_at_least_a_day),
    AfterValidator(_stretch),
    WithJsonSchema(spelling.number(1, LONGEST_STRETCH, whole=True)),
]
Size = Annotated[
    Amount,
    IsQuantity(),
    AfterValidator(_not_negative),
    WithJsonSchema(spelling.number(0)),
]
Flag = Annotated[bool, BeforeValidator(parse_flag), WithJsonSchema(spelling.flag())]
Email = Annotated[
    str,
    BeforeValidator(parse_email),
    WithJsonSchema(spelling.string(EMAIL_PATTERN, "write it as maria@agency.example")),
]
Empty = BeforeValidator(_none_is_empty)
Blank = BeforeValidator(_none_is_blank)
Choice = BeforeValidator(word_choice)
