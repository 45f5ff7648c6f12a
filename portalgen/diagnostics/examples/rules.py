"""Wrong and right: the rules of honest dates and honest health."""

from portalgen.diagnostics.examples.example import (
    AS_OF,
    CHANGES,
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
)

_LAUNCH = """
    milestones:
      - id: launch
        name: Launch
        promised_date: 2026-12-15
        moves:
          - {on: 2026-09-07, from: 2026-11-16, to: 2026-12-01, cause: scope_change, because: Loyalty points were added}
          - on: 2026-11-02
            from: 2026-12-01
            to: 2026-12-15
            cause: third_party
            because: The payment provider's sandbox was down
"""
_CORRECTION = """
    milestones:
      - id: launch
        name: Launch
        promised_date: 2026-12-15
        moves:
          - {on: 2026-09-07, from: 2026-11-16, to: 2026-12-01, cause: scope_change, because: Loyalty points were added}
          - on: 2026-11-02
            from: 2026-12-01
            to: 2026-12-15
            cause: correction
            because: A typing error
"""
_LETTER = file(f"{DOCUMENTS}/letter.txt", "Timo Laine: we agree to 22 December.\n")
_RECORDED = "535dfaa402ef73864ea793e0f0e111a8da39007ab4f9f7e4c03c700fa9236c5c"
_TEA = file(f"{DOCUMENTS}/tea.txt", "We agree.\n")
_CUT_OFF = file(
    f"{DOCUMENTS}/tea.txt.sig",
    "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n",
)
_CUT_OFF_DIGEST = "64fefb80f8bfecccc302039d972f5a8d09c9e5ea60d7ad06f9dcc55a95f7342a"
_AGREED = f"""because: A typing error
        agreed_by: timo
        evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}"""
_REASON = """
        cause: third_party
        because: The payment provider's sandbox was down
"""
_NEWS = """
    ---
    headline: Checkout works end to end
    quiet: true
    ---
"""

_WITHOUT = f"""
    change_requests:
      - id: no-loyalty
        name: Without loyalty points
        state: approved
        raised_on: 2026-11-02
        decided_on: 2026-11-09
        decided_by: Timo Laine
        evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}
        covers: [milestones]
"""
_RISK = """
    risks:
      - id: payment-api
        name: The payment provider's interface is not ready
        probability: likely
        impact: severe
        mitigation: TODO
"""

EXAMPLES = {
    "PG401": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            baseline_date: 2026-12-01
            promised_date: 2026-12-15
        """,
        (
            "promised_date: 2026-12-15\n",
            "promised_date: 2026-12-15\n    moves: [{cause: scope_change, because: Loyalty points were added}]\n",
        ),
    ),
    "PG402": corrected(
        MILESTONES,
        _LAUNCH.replace("from: 2026-12-01", "from: 2026-12-08"),
        ("2026-12-08", "2026-12-01"),
    ),
    "PG403": corrected(
        MILESTONES,
        """
        milestones:
          - id: design
            name: Design
            promised_date: 2026-11-10
            actual_date: 2026-11-10
            accepted_on: 2026-11-01
        """,
        ("2026-11-01", "2026-11-11"),
    ),
    "PG404": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            actual_date: 2026-12-15
        """,
        ("actual_date", "forecast"),
        remark=AS_OF,
    ),
    "PG405": corrected(
        PROJECT,
        """
        name: Webshop renewal
        health:
          schedule: green
          plan: A second payment provider is in test.
          owner: Maria Virtanen
          next_checkpoint: 2026-11-27
        milestones:
          - {id: launch, name: Launch, promised_date: 2026-12-15, forecast: 2027-01-20}
        """,
        ("schedule: green", "schedule: red"),
        beside=(file(UPDATE, _NEWS),),
        remark=AS_OF,
    ),
    "PG406": corrected(
        MILESTONES,
        _CORRECTION,
        ("because: A typing error", _AGREED),
        beside=(SIDES, MINUTES),
    ),
    "PG407": corrected(
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
                cause: to_follow
        """,
        ("\n        cause: to_follow\n", _REASON),
        remark=AS_OF,
    ),
    "PG408": corrected(
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
        """,
        ("\n        cause: third_party\n", _REASON),
    ),
    "PG409": corrected(
        PROJECT,
        """
        name: Webshop renewal
        state: paused
        """,
        (
            "paused\n",
            "paused\nsince: 2026-11-02\nbecause: The merger of Acme's shops comes first\nresumes_on: 2027-01-11\n",
        ),
    ),
    "PG410": corrected(
        MILESTONES,
        """
        milestones:
          - id: tea
            name: Workshop
            baseline_date: 2026-12-15
            promised_date: 2026-12-15
        """,
        ("    baseline_date: 2026-12-15\n", ""),
        remark="The milestone was recorded on 2 November without a baseline_date.",
    ),
    "PG411": corrected(
        MILESTONES,
        f"""
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
                agreed_by: Maria Virtanen
                evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}
        """,
        ("Maria Virtanen", "Timo Laine"),
        beside=(SIDES, MINUTES),
    ),
    "PG412": corrected(
        MILESTONES,
        f"""
        milestones:
          - id: tea
            name: Workshop
            promised_date: 2026-12-22
            moves:
              - on: 2026-11-16
                from: 2026-12-15
                to: 2026-12-22
                cause: third_party
                because: The room was double booked
                agreed_by: timo
                evidence: {{document: minutes.txt, sha256: {MINUTES_DIGEST}}}
        """,
        ("minutes.txt", "letter.txt"),
        (MINUTES_DIGEST, _RECORDED),
        beside=(SIDES, MINUTES, _LETTER),
        remark="The agreement was recorded with letter.txt.",
    ),
    "PG413": corrected(
        MILESTONES,
        """
        milestones:
          - id: launch
            name: Launch
            promised_date: 2026-12-15
            forecast: 2026-11-13
        """,
        ("2026-11-13", "2026-12-18"),
        remark=AS_OF,
    ),
    "PG415": Example(
        (file(MILESTONES, "milestones: []\n"),),
        (file(MILESTONES, "milestones: []\n"), file(CHANGES, _WITHOUT), SIDES, MINUTES),
        "The milestone loyalty was recorded with a promise.",
    ),
    "PG416": corrected(
        RISKS,
        _RISK,
        ("TODO", "A second payment provider is in test"),
    ),
    "PG420": Example(
        commands(
            """
            portalgen build acme
            portalgen move acme/webshop tea 2027-01-15 --on 2026-11-10 --cause estimate --because "It needs longer"
            GIT_COMMITTER_DATE=2026-11-10T10:00:00Z git commit --quiet --all --message="Move the tea"
            portalgen check
            """
        ),
        commands(
            """
            portalgen build acme
            portalgen move acme/webshop tea 2027-01-15 --on 2026-11-20 --cause estimate --because "It needs longer"
            git commit --quiet --all --message="Move the tea"
            portalgen check
            """
        ),
        "The portal was built as of 20 November, and lacks what the commit says was done ten days before.",
    ),
    "PG421": corrected(
        MILESTONES,
        f"""
        milestones:
          - id: tea
            name: Workshop
            promised_date: 2026-12-22
            moves:
              - on: 2026-11-16
                from: 2026-12-15
                to: 2026-12-22
                cause: third_party
                because: The room was double booked
                agreed_by: timo
                evidence: {{signature: tea.txt.sig, sha256: {_CUT_OFF_DIGEST}}}
        """,
        ("signature: tea.txt.sig", "document: minutes.txt"),
        (_CUT_OFF_DIGEST, MINUTES_DIGEST),
        beside=(SIDES, MINUTES, _TEA, _CUT_OFF),
        remark="The signature is cut off.",
    ),
}
