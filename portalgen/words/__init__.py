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

    def __init__(self, language: str, as_of: date, currency: str | None = None) -> None:
        self.language = language
        self.as_of = as_of
        self.currency = currency

    def text(self, id_: str, count: int | None = None, **values: Value | Markup) -> str:
        """Returns a sentence as plain text."""
        named = values if count is None else {**values, "count": count}
        return sentence(self.language, id_, count).format(
            **{key: self.plain(value) for key, value in named.items()}
        )

    def html(
        self, id_: str, count: int | None = None, **values: Value | Markup
    ) -> Markup:
        """Returns a sentence as HTML: its own words and all values are escaped, days are `<time>` elements."""
        named = values if count is None else {**values, "count": count}
        frame = Markup(escape(sentence(self.language, id_, count)))  # noqa: S704 - escaped in the same breath
        return frame.format(**{key: self.rich(value) for key, value in named.items()})

    def say(self, said: Message) -> str:
        """Returns a message of the analysis as plain text."""
        return self.text(
            said.id,
            said.count,
            **{key: value for key, value in said.values if key != "count"},
        )

    def say_html(self, said: Message) -> Markup:
        """Returns a message of the analysis as HTML."""
        return self.html(
            said.id,
            said.count,
            **{key: value for key, value in said.values if key != "count"},
        )

    def plain(self, value: Value | Markup) -> str:
        """Returns a value as text: days and numbers in the language's form, fixed words by their names."""
        if isinstance(value, Word):
            return self.word(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | Decimal):
            return dates.number(value, self.language)
        return str(value)

    def rich(self, value: Value | Markup) -> str | Markup:
        """Returns a value for HTML; what is not markup yet is escaped where it is put in."""
        if isinstance(value, date):
            return self.time(value, self.day(value))
        return value if isinstance(value, Markup) else self.plain(value)

    def word(self, word: Word) -> str:
        """Returns how a fixed word of the model reads."""
        return sentence(
            self.language, f"{type(word).__name__.lower()}.{word.value}", None
        )

    def day(self, day: date) -> str:
        """Returns `20 June`, with the year where it is another one than today's."""
        return dates.long_day(day, self.language, day.year != self.as_of.year)

    def short_day(self, day: date) -> str:
        """Returns `20 Jun`, with the year where it is another one than today's."""
        return dates.short_day(day, self.language, day.year != self.as_of.year)

    def day_month(self, day: date) -> str:
        """Returns `20 Jun`, whatever the year: for places that show the year beside it."""
        return dates.short_day(day, self.language, with_year=False)

    def other_year(self, day: date) -> str:
        """Returns the year where it is another one than today's, else nothing."""
        return "" if day.year == self.as_of.year else str(day.year)

    def full_day(self, day: date) -> str:
        """Returns `20 June 2026`."""
        return dates.long_day(day, self.language, with_year=True)

    def time(self, day: date, text: str) -> Markup:
        """Returns a `<time>` element around a day's text."""
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), text)

    def number(self, value: Decimal | int) -> str:
        """Returns a number with the language's separators."""
        return dates.number(value, self.language)

    def percent(self, value: Decimal) -> str:
        """Returns `64 %` for 63.6."""
        return self.text("unit.percent", value=dates.rounded(value))

    def money(self, value: Decimal) -> str:
        """Returns an amount with the client's currency."""
        if self.currency:
            return dates.money(value, self.currency, self.language)
        return self.number(value)

    def size(self, size: int) -> str:
        """Returns a file's size: `120 kB`."""
        return dates.size(size, self.language)

    def days(self, days: int) -> str:
        """Returns a signed difference: `+5 days`, `−2 days`, `on the day`."""
        if days == 0:
            return self.text("unit.same_day")
        return self.text(
            "unit.days_late" if days > 0 else "unit.days_early", count=abs(days)
        )
