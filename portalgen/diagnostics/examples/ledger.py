"""Wrong and right: the ledger of dates, and what keeps it whole."""

from portalgen.diagnostics.examples.example import (
    LEDGER,
    MILESTONES,
    Example,
    commands,
    corrected,
)

_DIGEST = "450495770ce1d8f7c306f87f7a598770db7095f9faded787884bfd24bbd943a5"
_REDACTION = f"""
    redactions:
      - entry: 1
        field: name
        on: 2026-11-20
        reason: personal data
        digest: {_DIGEST}
"""
_RECORDED = "Entry 1 of the ledger promises a milestone that was once called Tea with Timo Laine."

EXAMPLES = {
    "PG601": corrected(
        LEDGER,
        _REDACTION.replace("entry: 1", "entry: 12"),
        ("12", "1"),
        remark=_RECORDED,
    ),
    "PG602": corrected(
        LEDGER,
        _REDACTION.replace(_DIGEST, "0" * 64),
        ("0" * 64, _DIGEST),
        remark=_RECORDED,
    ),
    "PG603": Example(
        commands(
            """
            portalgen build acme
            git commit --quiet --amend --message="Promise the launch"
            portalgen build acme
            """
        ),
        commands(
            """
            portalgen build acme
            git commit --quiet --allow-empty --message="Say more of the launch"
            portalgen build acme
            """
        ),
        "What was published stays in git as it is. The commit was made on another day than it is amended.",
    ),
    "PG604": Example(
        commands(
            """
            git clone --quiet --depth=1 $REPOSITORY agency
            portalgen build acme --projects agency/projects --previous-seal published
            """
        ),
        commands(
            """
            git clone --quiet $REPOSITORY agency
            portalgen build acme --projects agency/projects --previous-seal published
            """
        ),
        "On GitHub, give actions/checkout the line fetch-depth: 0.",
    ),
    "PG605": corrected(
        LEDGER, _REDACTION.replace(_DIGEST, _DIGEST[:40]), (_DIGEST[:40], _DIGEST)
    ),
    "PG606": corrected(
        MILESTONES,
        """
        milestones:
          - id: visit
            name: Tea with Timo Laine
            promised_date: 2026-12-15
        """,
        ("id: visit", "id: visit\n    formerly: [tea]"),
        remark="The milestone was recorded under the id tea.",
    ),
    "PG607": Example(
        commands(
            """
            git read-tree -u --prefix=agency/ HEAD
            git commit --quiet --message="Copy the portals"
            portalgen build acme --projects agency/projects
            """
        ),
        commands(
            """
            git read-tree -u --prefix=agency/ HEAD
            git rm -r -f --quiet projects
            git commit --quiet --message="Move the portals"
            portalgen build acme --projects agency/projects
            """
        ),
        "git mv moves a folder in one step; what counts is that the files are gone from where they were.",
    ),
    "PG608": Example(
        commands(
            """
            git clone --quiet --depth=1 $REPOSITORY agency
            portalgen build acme --projects agency/projects
            """
        ),
        commands(
            """
            git clone --quiet $REPOSITORY agency
            portalgen build acme --projects agency/projects
            """
        ),
        "The portal is built all the same, and says that it does not know what was promised first.",
    ),
}
