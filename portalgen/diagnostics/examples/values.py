"""Wrong and right: single values, and rows of progress.csv."""

from portalgen.diagnostics.examples.example import (
    AGREEMENTS,
    ASKS,
    CHANGES,
    CLIENT,
    DOCUMENTS,
    MILESTONES,
    PROGRESS,
    PROJECT,
    corrected,
    file,
)

_SALT = "ledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26"
_TERMS = file(f"{DOCUMENTS}/terms.txt", "Payment within 30 days.\n")

EXAMPLES = {
    "PG201": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            moves:
              - {on: 2026-11-02, from: 2026-12-01, to: 2026-12-15, because: Loyalty points were added}
        """,
        ("because", "cause: scope_change, because"),
    ),
    "PG202": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promissed_date: 2026-12-15
        """,
        ("promissed_date", "promised_date"),
    ),
    "PG203": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 15.12.2026
        """,
        ("15.12.2026", "2026-12-15"),
    ),
    "PG204": corrected(
        CHANGES,
        """
        change_requests:
          - id: cr-3
            name: Loyalty points
            cost_impact: 8,200 EUR
        """,
        ("8,200 EUR", "8200"),
    ),
    "PG205": corrected(
        PROJECT,
        """
        name: Webshop renewal
        summary: [A faster shop, Loyalty points]
        """,
        ("[A faster shop, Loyalty points]", "A faster shop with loyalty points"),
    ),
    "PG206": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            moves:
              - cause: supplier
                because: The payment provider's sandbox was down
        """,
        ("supplier", "third_party"),
    ),
    "PG207": corrected(
        MILESTONES,
        """
        milestones:
          - id: Launch day
            name: Launch day
        """,
        ("id: Launch day", "id: launch-day"),
    ),
    "PG208": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name:
            promised_date: 2026-12-15
        """,
        ("name:", "name: Launch"),
    ),
    "PG209": corrected(
        ASKS,
        """
        asks:
          id: photos
          what: Product photos
        """,
        ("  id: photos\n  what", "  - id: photos\n    what"),
    ),
    "PG210": corrected(
        PROJECT,
        """
        name: Webshop renewal
        cadence_days: 70000
        """,
        ("70000", "7"),
    ),
    "PG211": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            forecast: {from: 2026-12-20, to: 2026-12-15}
        """,
        ("from: 2026-12-20, to: 2026-12-15", "from: 2026-12-15, to: 2026-12-20"),
    ),
    "PG212": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        timezone: Helsinki
        {_SALT}
        """,
        ("Helsinki", "Europe/Helsinki"),
    ),
    "PG213": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        language: Suomi
        {_SALT}
        """,
        ("Suomi", "fi"),
    ),
    "PG214": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        currency: €
        {_SALT}
        """,
        ("€", "EUR"),
    ),
    "PG215": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        contacts:
          - {{id: maria, name: Maria Virtanen, email: maria at northlight.example}}
        {_SALT}
        """,
        (" at ", "@"),
    ),
    "PG216": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        branding:
          accent: dark blue
        {_SALT}
        """,
        ("dark blue", '"#1f5fbf"'),
    ),
    "PG217": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        {_SALT}
        """,
        ("Acme Oy", "Acme Oy\ncurrency: EUR"),
        beside=(
            file(
                CHANGES,
                "change_requests:\n  - {id: cr-3, name: Loyalty points, cost_impact: 8200}\n",
            ),
        ),
    ),
    "PG218": corrected(
        PROGRESS,
        """
        date,scope,done
        2026-11-13,40,18
        2026-11-13,42,21
        """,
        ("2026-11-13,42", "2026-11-20,42"),
    ),
    "PG219": corrected(
        PROGRESS,
        """
        date,scope,done
        2026-11-13,40,18
        2026-11-20,40,51
        """,
        ("40,51", "60,51"),
    ),
    "PG220": corrected(
        AGREEMENTS,
        """
        agreements:
          - id: terms
            name: Terms of payment
            document: terms.txt
            sha256: 258648f1ba8c6e8f34a8f7945f861f2e
        """,
        ("f2e", "f2ed195c00d7acef94b5237b905e464c696"),
        beside=(_TERMS,),
    ),
    "PG230": corrected(
        "projects/portal.yml",
        """
        agency: {name: Northlight Studio, email: hello@northlight.example}
        site_url: https://northlight.example/?client={client}
        """,
        (
            "https://northlight.example/?client={client}",
            "https://{client}.status.northlight.example/",
        ),
    ),
}
