"""Writes values as YAML that any reader takes for what was meant."""

import math
import re

import yaml

# What YAML 1.2 reads as a number and PyYAML, which writes YAML 1.1, does not quote.
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+", re.ASCII)


def written(text: str, in_flow: bool = False) -> str:
    """Returns a text as a value of YAML on one line: as it is where any reader takes it for that text, else quoted.

    `in_flow` says that the value stands in brackets, where commas and brackets need quotes.
    """
    listed = yaml.safe_dump(
        [text],
        allow_unicode=True,
        width=math.inf,
        default_flow_style=in_flow,
    )
    if in_flow:
        bare = f"[{text}]\n"
    else:
        bare = f"- {text}\n"
    if listed == bare and not _NUMBER.fullmatch(text):
        return text
    quoted = yaml.safe_dump(
        text,
        allow_unicode=True,
        width=math.inf,
        default_style='"',
    )
    return str(quoted).rstrip("\n")


def dump(value: object) -> str:
    """Returns plain values as YAML, every text quoted as it needs."""
    return yaml.safe_dump(
        value,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
