"""Days, numbers and money as people of a language write them (Unicode CLDR, through Babel)."""

from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

# English without a region would be American; dates here read "20 June".
REGIONS = {"en": "en_GB"}


@lru_cache
def locale_of(language: str) -> Locale:
    """Returns the CLDR locale of a portal's language."""
    name = REGIONS.get(language, language)
    return Locale.parse(name)


def long_day(
    day: date,
    language: str,
    with_year: bool,
) -> str:
    """Returns `20 June`, or `20 June 2027` with the year."""
    locale = locale_of(language)
    if with_year:
        return format_date(day, "long", locale=locale)
    return format_skeleton("MMMMd", day, locale=locale)


def short_day(
    day: date,
    language: str,
    with_year: bool,
) -> str:
    """Returns `20 Jun`, or `20 Jun 2027` with the year."""
    skeleton = "yMMMd" if with_year else "MMMd"
    locale = locale_of(language)
    return format_skeleton(skeleton, day, locale=locale)


def number(value: Decimal | int, language: str) -> str:
    """Returns a number with the language's separators, at most two decimals."""
    text = format_decimal(
        value,
        format="#,##0.##",
        locale=locale_of(language),
    )
    return _with_minus(text)


def rounded(value: Decimal) -> int:
    """Returns the nearest whole number, halves up."""
    whole = value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(whole)


def money(
    value: Decimal,
    currency: str,
    language: str,
) -> str:
    """Returns an amount with its currency, without decimals where it has none."""
    locale = locale_of(language)
    if value != value.to_integral_value():
        amount = format_currency(value, currency, locale=locale)
        return _with_minus(amount)
    standard = locale.currency_formats["standard"]
    whole = standard.pattern.replace("0.00", "0")
    amount = format_currency(
        value,
        currency,
        locale=locale,
        format=whole,
        currency_digits=False,
    )
    return _with_minus(amount)


def _with_minus(text: str) -> str:
    return text.replace("-", "−")


def size(size_: int, language: str) -> str:
    """Returns a number of bytes as people speak of files: whole kilobytes, or megabytes with one decimal."""
    kilobytes = Decimal(max(size_, 1)) / 1000
    if kilobytes < 1000:
        count = kilobytes.to_integral_value(ROUND_UP)
        unit = "digital-kilobyte"
    else:
        megabytes = kilobytes / 1000
        count = megabytes.quantize(Decimal("0.1"), ROUND_HALF_UP)
        unit = "digital-megabyte"
    return str(
        format_unit(
            count,
            unit,
            length="short",
            locale=locale_of(language),
        )
    )


def month_names(language: str) -> dict[str, list[str]]:
    """Returns the names of months and days as Plotly's locales list them, weeks from Sunday."""
    locale = locale_of(language)
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    months = locale.months["stand-alone"]["wide"]
    short_months = locale.months["format"]["abbreviated"]
    days = locale.days["stand-alone"]
    year = range(1, 13)
    return {
        "months": [months[n] for n in year],
        "shortMonths": [short_months[n].rstrip(".") for n in year],
        "days": [days["wide"][n] for n in sunday_first],
        "shortDays": [days["abbreviated"][n] for n in sunday_first],
    }
