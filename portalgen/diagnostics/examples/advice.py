"""Wrong and right: what a careful colleague would ask."""

from portalgen.diagnostics.examples.example import (
    AS_OF,
    CHANGES,
    CLIENT,
    DOCUMENTS,
    MILESTONES,
    MINUTES,
    MINUTES_DIGEST,
    PROJECT,
    RISKS,
    SIDES,
    UPDATE,
    Example,
    commands,
    corrected,
    file,
    moved,
    unshown,
)

_SALT = "ledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26"
_NEWS = """
    ---
    headline: Checkout works end to end
    done: [Checkout flow, VAT rules]
    results: Guest checkout accepted
    why: The test data came early.
    next: Load test
    ---
"""

_WIDER = """
    name: Webshop renewal
    tolerance: {schedule_days: 60}
"""
_LATER = f"""
    change_requests:
      - id: later
        name: A later end will do
        state: approved
        raised_on: 2026-11-02
        decided_on: 2026-11-09
        decided_by: Timo Laine
        evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}
        covers: [tolerance]
"""

EXAMPLES = {
    "PG501": corrected(
        UPDATE,
        """
        ---
        headline: Checkout works end to end
        done: [Checkout flow, VAT rules]
        ---
        """,
        (
            "VAT rules]\n",
            "VAT rules]\nresults: Guest checkout accepted\nwhy: The test data came early.\nnext: none\n",
        ),
    ),
    "PG502": corrected(
        PROJECT,
        """
        name: Webshop renewal
        health:
          schedule: red
          reason: The payment provider is late.
        """,
        (
            "is late.\n",
            "is late.\n  plan: A second provider is in test.\n  owner: Maria Virtanen\n  next_checkpoint: 2026-11-27\n",
        ),
        beside=(file(UPDATE, _NEWS),),
    ),
    "PG503": corrected(
        PROJECT,
        """
        name: Webshop renewal
        contacts: [{id: maria, name: Maria Virtanen}]
        asks:
          - {id: photos, what: Product photos, due_on: 2026-12-01, decider: mariia}
        """,
        ("mariia", "maria"),
    ),
    "PG504": corrected(
        CLIENT,
        """
        name: Acme Oy
        """,
        ("Acme Oy\n", f"Acme Oy\n{_SALT}\n"),
    ),
    "PG505": corrected(
        RISKS,
        """
        risks:
          - id: payment-api
            name: Payment API not ready
            probability: likely
            impact: severe
            review_on: 2026-10-30
        """,
        ("2026-10-30", "2026-11-27"),
        remark=AS_OF,
    ),
    "PG506": Example(
        moved(UPDATE.replace("11-20", "10-30"), UPDATE, _NEWS).wrong,
        (
            file(UPDATE.replace("11-20", "10-30"), _NEWS),
            file(UPDATE, _NEWS.replace("Checkout works", "Payment works")),
        ),
        AS_OF,
    ),
    "PG507": corrected(
        CLIENT,
        f"""
        name: Acme Oy
        branding:
          accent: "#ffcc00"
        {_SALT}
        """,
        ("#ffcc00", "#8a6100"),
    ),
    "PG508": Example(
        (
            file("projects/portal.yml", "agency: {name: Northlight Studio}\n"),
            *commands("portalgen build acme\n"),
        ),
        (
            file(
                "projects/portal.yml",
                """
                agency: {name: Northlight Studio}
                site_url: https://{client}.status.northlight.example/
                """,
            ),
            *commands("portalgen build acme\n"),
        ),
        "A build says this, and check does not.",
    ),
    "PG509": Example(
        (
            unshown(
                f"{DOCUMENTS}/contract.pdf",
                "its properties say: Author: Maria Virtanen",
            ),
        ),
        (unshown(f"{DOCUMENTS}/contract.pdf", "saved without personal information"),),
    ),
    "PG510": Example(
        (
            file(UPDATE, _NEWS + "    ![The new checkout](checkout.png)\n"),
            unshown("projects/acme/webshop/documents/checkout.png", "a picture"),
        ),
        (
            file(
                UPDATE, _NEWS + "    ![The new checkout](../documents/checkout.png)\n"
            ),
            unshown("projects/acme/webshop/documents/checkout.png", "a picture"),
        ),
    ),
    "PG511": corrected(
        PROJECT,
        """
        name: Webshop renewal
        milestones:
          - {id: payment, name: Payment, promised_date: 2026-12-04}
          - {id: launch, name: Launch, promised_date: 2026-11-30, depends_on: [payment]}
        """,
        ("promised_date: 2026-11-30", "promised_date: 2026-12-14"),
    ),
    "PG512": corrected(
        "projects/card/client.yml",
        """
        name: Card
        ledger_salt: 0a9e5f1c4b7d2c683e91f0a4d57b8c26
        """,
        ("name: Card", "name: Card Ltd"),
    ),
    "PG513": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            moves:
              - on: 2026-11-02
                from: 2026-12-01
                to: 2026-12-15
                cause: third_party
                because: The payment provider's sandbox was down
                agreed_by: timo
        """,
        (
            "agreed_by: timo",
            f"agreed_by: timo\n        evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}",
        ),
        beside=(SIDES, MINUTES),
    ),
    "PG516": Example(
        (file(PROJECT, _WIDER),),
        (file(PROJECT, _WIDER), file(CHANGES, _LATER), SIDES, MINUTES),
        "A tolerance of 7 days was recorded.",
    ),
}
