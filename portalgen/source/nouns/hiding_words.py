"""The words that people hide things by, in the languages of portals, as keys, values and comments."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Whoever writes one of these, as a key or as a value, wants something hidden.
HIDING = _words("""
    internal internally hidden hide private confidential secret invisible unpublished unlisted nonpublic restricted
    sensitive classified
    sisäinen sisainen salainen luottamuksellinen yksityinen piilotettu piilota
""")
# Of these, what no report to a client is headed by. One that is headed Confidential may well be meant for it.
OURS = _words("""
    internal internally hidden hide unpublished
    sisäinen piilotettu piilota
""")
# Keys that hide where their value says no, or to whom.
SHOWING = _words("""
    public visible show shown display displayed publish published share shared listed online live expose exposed
    audience access client customer draft
    julkinen näkyvä näytä julkaise julkaistu luonnos
""")
# Values that say yes or no, or to whom, and tell nothing.
SWITCHES = _words("""
    true false yes no on off y n x 0 1 none never nobody all everything everyone client clients us team agency staff
    kyllä ei tosi epätosi
""")
# What stands beside a word that hides, in a comment or a line that says nothing else.
_BESIDE = _words("""
    visibility note notes only use for is are this these the do not don t to please item risk
""")
TELLING_NOTHING = HIDING | SHOWING | SWITCHES | _BESIDE
