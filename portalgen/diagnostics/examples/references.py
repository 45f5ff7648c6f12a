"""Wrong and right: ids, references, what is internal."""

from portalgen.diagnostics.examples.example import (
    AGREEMENTS,
    ASKS,
    CLIENT,
    DOCUMENTS,
    MILESTONES,
    RISKS,
    UPDATE,
    corrected,
    file,
)

_LAUNCH = file(
    MILESTONES,
    "milestones:\n  - {id: launch, name: Launch, promised_date: 2026-12-15}\n",
)
_BLUEBIRD = file(
    "projects/bluebird/client.yml",
    "name: Bluebird\nledger_salt: 0a9e5f1c4b7d2c683e91f0a4d57b8c26\n",
)

EXAMPLES = {
    "PG301": corrected(
        RISKS,
        """
        risks:
          - {id: launch, name: The launch meets the Christmas sale, probability: possible, impact: major}
        """,
        ("id: launch", "id: christmas-sale"),
        beside=(_LAUNCH,),
    ),
    "PG302": corrected(
        ASKS,
        """
        asks:
          - id: photos
            what: Product photos
            due_on: 2026-12-01
            blocks: [lanch]
        """,
        ("lanch", "launch"),
        beside=(_LAUNCH,),
    ),
    "PG303": corrected(
        MILESTONES,
        """
        milestones:
          - id: security-audit
            name: Security audit
            visibility: internal
          - id: launch
            name: Launch
            depends_on: [security-audit]
        """,
        ("    depends_on: [security-audit]\n", ""),
    ),
    "PG304": corrected(
        MILESTONES,
        """
        milestones:
          - id: design
            name: Design
            depends_on: [launch]
          - id: launch
            name: Launch
            depends_on: [design]
        """,
        ("    depends_on: [launch]\n", ""),
    ),
    "PG305": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            moves:
              - cause: our_fault
                because: We underestimated the import of the old orders
                visibility: internal
        """,
        ("        visibility: internal\n", ""),
    ),
    "PG306": corrected(
        CLIENT,
        """
        name: Acme Oy
        pages: [now, changed, progress]
        ledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26
        """,
        ("[now, changed, progress]", "[now, changed, dates, progress, how]"),
    ),
    "PG307": corrected(
        AGREEMENTS,
        """
        agreements:
          - id: terms
            name: Terms of payment
            document: terms.txt
            sha256: 0000000000000000000000000000000000000000000000000000000000000000
        """,
        ("0" * 64, "258648f1ba8c6e8f34a8f7945f861f2ed195c00d7acef94b5237b905e464c696"),
        beside=(file(f"{DOCUMENTS}/terms.txt", "Payment within 30 days.\n"),),
    ),
    "PG308": corrected(
        CLIENT,
        """
        name: Acme Oy
        ledger_salt: 5f1c0a9e4b7d2c683e91f0a4d57b8c26
        formerly: [bluebird]
        """,
        ("formerly: [bluebird]\n", ""),
        beside=(_BLUEBIRD,),
    ),
    "PG309": corrected(
        RISKS,
        """
        risks:
          - id: margin
            name: The margin is thin
            probability: likely
            impact: major
            internal: true
        """,
        ("internal: true", "visibility: internal"),
    ),
    "PG310": corrected(
        UPDATE,
        """
        ---
        headline: We do it as we did for Bluebird
        quiet: true
        ---
        """,
        ("we did for Bluebird", "we did before"),
        beside=(_BLUEBIRD,),
    ),
}
