"""Wrong and right: files, and YAML as such."""

from portalgen.diagnostics.examples.example import (
    CLIENT,
    DOCUMENTS,
    MILESTONES,
    PROGRESS,
    PROJECT,
    RISKS,
    UPDATE,
    Example,
    File,
    corrected,
    file,
    moved,
    unshown,
)

_NAME = "name: Sähkölä Oy\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n"
_NAMED = "name: Acme Oy\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n"
_LOAD_TEST = f"{DOCUMENTS}/load-test.zip"
_ALLOWED = """unsearched:
  - document: webshop/documents/load-test.zip
    because: Timo asked for it with a password
"""
_RISK = """
    risks:
      - id: payment-api
        name: Payment API not ready
        probability: likely
        impact: severe
"""
_UPDATE = """
    ---
    headline: Checkout works end to end
    done: [Checkout flow, VAT rules]
    results: Guest checkout accepted
    why: The test data came early.
    next: Load test
    ---
"""

EXAMPLES = {
    "PG101": Example(
        (
            unshown(
                "projects/acme/webshop/photos.yml", "1.4 MiB: photos pasted as text"
            ),
        ),
        (unshown(f"{DOCUMENTS}/photos.zip", "1.4 MiB: the photos themselves"),),
    ),
    "PG102": Example(
        (File(CLIENT, _NAME, "saved as Windows-1252", "cp1252"),),
        (File(CLIENT, _NAME, "saved as UTF-8"),),
    ),
    "PG103": corrected(
        PROJECT,
        r"""
        name: Webshop renewal
        summary: "The designs lie in X:\0_projects"
        """,
        (r'"The designs lie in X:\0_projects"', r"'The designs lie in X:\0_projects'"),
    ),
    "PG104": corrected(
        RISKS,
        """
        risks:
          - id: payment-api
            name: Payment API not ready
           probability: likely
            impact: severe
        """,
        ("   probability", "    probability"),
    ),
    "PG105": corrected(
        RISKS,
        """
        risks:
          - id: payment-api
        \tname: Payment API not ready
            probability: likely
            impact: severe
        """,
        ("\tname", "    name"),
    ),
    "PG106": corrected(
        PROJECT,
        """
        name: Webshop renewal
        summary: A faster shop
        phase: Build
        summary: A faster shop with loyalty points
        """,
        ("summary: A faster shop\n", ""),
    ),
    "PG107": corrected(
        PROJECT,
        """
        name: Webshop renewal
        summary: !important The shop of 2017 is replaced
        """,
        (
            "!important The shop of 2017 is replaced",
            '"!important The shop of 2017 is replaced"',
        ),
    ),
    "PG108": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: *Launch* in Finland
            promised_date: 2026-12-15
        """,
        ("*Launch* in Finland", '"*Launch* in Finland"'),
    ),
    "PG109": corrected(
        PROJECT,
        """
        name: Webshop renewal
        ---
        summary: A faster shop
        """,
        ("---\n", ""),
    ),
    "PG110": corrected(
        PROJECT,
        f"""
        name: Webshop renewal
        summary: {"[" * 65}
        """,
        ("[" * 65, "A faster shop"),
    ),
    "PG111": corrected(
        UPDATE,
        _UPDATE.replace("headline: Checkout", "headline: Week 47: checkout"),
        ("Week 47: checkout works end to end", '"Week 47: checkout works end to end"'),
    ),
    "PG112": corrected(
        PROJECT,
        """
        name: Webshop renewal
        summary: Replaces shop #2 and its stock list
        """,
        (
            "Replaces shop #2 and its stock list",
            '"Replaces shop #2 and its stock list"',
        ),
    ),
    "PG113": corrected(
        RISKS,
        """
        - id: payment-api
          name: Payment API not ready
          probability: likely
          impact: severe
        """,
        ("- id", "risks:\n- id"),
    ),
    "PG114": Example(
        (
            file(RISKS, _RISK),
            file(
                "projects/acme/webshop/more.yml",
                """
                risks:
                  - {id: photos, name: Photos come late, probability: possible, impact: minor}
                """,
            ),
        ),
        (
            file(
                RISKS,
                """
                risks:
                  - id: payment-api
                    name: Payment API not ready
                    probability: likely
                    impact: severe
                  - {id: photos, name: Photos come late, probability: possible, impact: minor}
                """,
            ),
        ),
    ),
    "PG115": corrected(
        UPDATE,
        """
        headline: Checkout works end to end
        quiet: true
        ---
        """,
        ("headline", "---\nheadline"),
    ),
    "PG116": corrected(
        PROGRESS,
        """
        date;scope;done
        2026-11-13;40;18
        2026-11-20;42;21
        """,
        ("date;scope;done", "date,scope,done"),
        ("2026-11-13;40;18", "2026-11-13,40,18"),
        ("2026-11-20;42;21", "2026-11-20,42,21"),
    ),
    "PG117": Example(
        (unshown(RISKS, "a link to ../../shared/risks.yml"),),
        (file(RISKS, _RISK, "the file itself"),),
    ),
    "PG118": moved("projects/acme/webshop/updates/20.11.2026.md", UPDATE, _UPDATE),
    "PG119": moved(
        "projects/acme/client.yaml",
        CLIENT,
        "name: Acme Oy\nledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26\n",
    ),
    "PG120": moved(
        "projects/acme/webshop/notes.txt",
        "projects/acme/webshop/internal/notes.txt",
        "Call Timo about the photos.\n",
    ),
    "PG121": corrected(
        "mkdocs.yml",
        """
        theme:
          features: [content.tooltips]
        plugins: [search]
        """,
        ("plugins: [search]\n", ""),
    ),
    "PG122": Example(
        (
            file(
                f"{DOCUMENTS}/screen.png",
                "<!doctype html><title>Log in</title>\n",
                "a web page, saved as a picture",
            ),
        ),
        (unshown(f"{DOCUMENTS}/screen.png", "the picture itself"),),
    ),
    "PG123": Example(
        (unshown(_LOAD_TEST, "an archive with a password"), file(CLIENT, _NAMED)),
        (
            unshown(_LOAD_TEST, "an archive with a password"),
            file(CLIENT, f"{_NAMED}{_ALLOWED}"),
        ),
        remark="The same archive without a password needs no such lines.",
    ),
}
