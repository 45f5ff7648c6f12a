"""The only place of sentences that clients read: message id + values -> text, in the client's language."""

from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from portalgen.analysis.message import Message, Value
from portalgen.model.fields.scalars import Word
from portalgen.words import dates
from portalgen.words.catalogue import sentence

__all__ = ["Words"]


class Words:
    """Says things in one language. Years are left out where they are the year of `as_of`."""

    def __init__(
        self,
        language: str,
        as_of: date,
        currency: str | None = None,
    ) -> None:
        self.language = language
        self.as_of = as_of
        self.currency = currency

    def text(
        self,
        id_: str,
        count: int | None = None,
        **values: Value | Markup,
    ) -> str:
        """Returns a sentence as plain text."""
        frame = sentence(self.language, id_, count)
        texts: dict[str, str] = {}
        for key, value in values.items():
            texts[key] = self.plain(value)
        if count is not None:
            texts["count"] = self.plain(count)
        return frame.format(**texts)

    def html(
        self,
        id_: str,
        count: int | None = None,
        **values: Value | Markup,
    ) -> Markup:
        """Returns a sentence as HTML: its own words and all values are escaped, days are `<time>` elements."""
        said = sentence(self.language, id_, count)
        escaped = escape(said)
        frame = Markup(escaped)  # noqa: S704 - escaped in the same breath
        texts: dict[str, str | Markup] = {}
        for key, value in values.items():
            texts[key] = self.rich(value)
        if count is not None:
            texts["count"] = self.rich(count)
        return frame.format(**texts)

    def say(self, said: Message) -> str:
        """Returns a message of the analysis as plain text."""
        values = _named(said)
        return self.text(said.id, said.count, **values)

    def say_html(self, said: Message) -> Markup:
        """Returns a message of the analysis as HTML."""
        values = _named(said)
        return self.html(said.id, said.count, **values)

    def plain(self, value: Value | Markup) -> str:
        """Returns a value as text: days and numbers in the language's form, fixed words by their names."""
        if isinstance(value, Word):
            return self.word(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | Decimal):
            return self.number(value)
        return str(value)

    def rich(self, value: Value | Markup) -> str | Markup:
        """Returns a value for HTML; what is not markup yet is escaped where it is put in."""
        if isinstance(value, date):
            day = self.day(value)
            return self.time(value, day)
        if isinstance(value, Markup):
            return value
        return self.plain(value)

    def word(self, word: Word) -> str:
        """Returns how a fixed word of the model reads."""
        kind = type(word)
        listed = kind.__name__.lower()
        id_ = f"{listed}.{word.value}"
        return sentence(self.language, id_, None)

    def day(self, day: date) -> str:
        """Returns `20 June`, with the year where it is another one than today's."""
        return dates.long_day(
            day,
            self.language,
            with_year=self._is_other_year(day),
        )

    def short_day(self, day: date) -> str:
        """Returns `20 Jun`, with the year where it is another one than today's."""
        return dates.short_day(
            day,
            self.language,
            with_year=self._is_other_year(day),
        )

    def day_month(self, day: date) -> str:
        """Returns `20 Jun`, whatever the year: for places that show the year beside it."""
        return dates.short_day(
            day,
            self.language,
            with_year=False,
        )

    def other_year(self, day: date) -> str:
        """Returns the year where it is another one than today's, else nothing."""
        if self._is_other_year(day):
            return str(day.year)
        return ""

    def full_day(self, day: date) -> str:
        """Returns `20 June 2026`."""
        return dates.long_day(
            day,
            self.language,
            with_year=True,
        )

    def time(self, day: date, text: str) -> Markup:
        """Returns a `<time>` element around a day's text."""
        element = Markup('<time datetime="{}">{}</time>')
        iso = day.isoformat()
        return element.format(iso, text)

    def number(self, value: Decimal | int) -> str:
        """Returns a number with the language's separators."""
        return dates.number(value, self.language)

    def percent(self, value: Decimal) -> str:
        """Returns `64 %` for 63.6."""
        rounded = dates.rounded(value)
        return self.text("unit.percent", value=rounded)

    def money(self, value: Decimal) -> str:
        """Returns an amount with the client's currency."""
        currency = self.currency
        if not currency:
            return self.number(value)
        return dates.money(value, currency, self.language)

    def size(self, size: int) -> str:
        """Returns a file's size: `120 kB`."""
        return dates.size(size, self.language)

    def days(self, days: int) -> str:
        """Returns a signed difference: `+5 days`, `−2 days`, `on the day`."""
        if days == 0:
            return self.text("unit.same_day")
        count = abs(days)
        if days > 0:
            return self.text("unit.days_late", count=count)
        return self.text("unit.days_early", count=count)

    def _is_other_year(self, day: date) -> bool:
        return day.year != self.as_of.year


def _named(said: Message) -> dict[str, Value]:
    """Returns a message's values by name, but for its count."""
    values: dict[str, Value] = {}
    for name, value in said.values:
        if name != "count":
            values[name] = value
    return values
