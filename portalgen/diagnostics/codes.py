"""The table of all diagnostic codes. A code is permanent: it is never reused for something else."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a code does: broken data stops its client, a broken rule stops a merge, advice stops nothing."""

    BROKEN = "broken"
    RULE = "rule"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its title and its explanation; `rule` is its key under `rules:` in portal.yml."""

    code: str
    kind: Kind
    title: str
    explanation: str
    rule: str | None = None


def _broken(code: str, title: str, explanation: str) -> Code:
    return Code(code, Kind.BROKEN, title, explanation)


def _rule(code: str, title: str, explanation: str, rule: str | None = None) -> Code:
    return Code(code, Kind.RULE, title, explanation, rule)


def _advice(code: str, title: str, explanation: str) -> Code:
    return Code(code, Kind.ADVICE, title, explanation)


_FILES = (
    _broken("PG101", "the file is too large", "A data file may hold 1 MiB. Larger ones are not opened. Move documents for the client to documents/."),
    _broken("PG102", "the file is not UTF-8 text", "Data files are UTF-8. Save the file as UTF-8 in your editor: an export from a spreadsheet often is not."),
    _broken("PG103", "a control character", "An invisible character such as NUL stands in the file. Delete it; it often comes with text pasted from another program."),
    _broken("PG104", "the YAML cannot be read", "The file breaks off here. The usual causes are an indentation that does not match its neighbours, a missing dash, or a quote or bracket that is not closed."),
    _broken("PG105", "a tab in the indentation", "YAML indents with spaces. Replace the tab by spaces, two for each level."),
    _broken("PG106", "a key stands twice", "The same key stands twice in one place. Only one can count, so delete the other."),
    _broken("PG107", "a YAML tag", "Tags (!something) are not part of portalgen's YAML. Write the value itself, in quotes where it begins with an exclamation mark."),
    _broken("PG108", "a YAML anchor, alias or merge", "Anchors (&a), aliases (*a) and merges (<<) are not part of portalgen's YAML. Write the value out, in quotes where it begins with one of these characters."),
    _broken("PG109", "several documents in one file", "A line of three dashes begins a second document. Keep one document a file."),
    _broken("PG110", "nested too deeply", "Values may be nested 64 levels deep. This is nearly always a stray row of brackets."),
    _broken("PG111", "a colon inside a text", "In YAML a colon followed by a space starts a new key. A text that holds one must stand in quotes."),
    _broken("PG112", "YAML would swallow the end of a text", "In YAML a blank followed by # begins a comment, so the rest of the text would be lost. Put the text in quotes, or the comment on a line of its own."),
    _broken("PG113", "the file does not hold keys", "A data file is a list of keys with values, such as name: Webshop."),
    _broken("PG114", "a key stands in two files", "A project is the union of its YAML files, and a top-level key belongs in one of them. Merge the two."),
    _broken("PG115", "no front matter", "An update begins with a line of three dashes, its keys, and a second line of three dashes; below that stands free Markdown."),
    _broken("PG116", "the table has the wrong shape", "progress.csv has the header date,scope,done[,planned[,stream]] and as many cells in each row, separated by commas."),
    _broken("PG117", "not a plain file", "Links, devices and pipes are not opened, since they may lead out of the client's folder. Copy the file itself there."),
    _broken("PG118", "a folder or file name that cannot be used", "The folders of clients and projects are named by their ids: small letters, digits and hyphens, and no name that Windows reserves. An update is named by its day."),
    _broken("PG119", "a file is missing", "A client's folder holds client.yml with at least a name."),
    _advice("PG120", "a file that is not used", "Nothing reads this file. If it should be on the portal, check its name and folder; if it is internal, move it to internal/."),
    _advice("PG121", "a key of mkdocs.yml that is not taken over", "Staging writes a complete mkdocs.yml and takes from the workspace's only what cannot run code or open files."),
    _broken("PG122", "a picture that cannot be read", "The bytes are not a whole picture of the kind that the file's name says. Save it anew as PNG, JPEG or WebP."),
    _broken("PG123", "a document that cannot be searched", "Documents are searched for what the client must not read before they are published. What is encrypted, broken, or of a kind that nobody can search is refused. Save it without a password, or as PDF; or say in client.yml under unsearched: that it goes out unread, and why."),
)  # fmt: skip

_VALUES = (
    _broken("PG201", "a key is missing", "This key is needed. Most keys are optional; the few that are not identify the item or make its sense."),
    _broken("PG202", "an unknown key", "No such key exists here. It is often a slip of the keyboard or a wrong indentation. Internal notes go into an internal: block."),
    _broken("PG203", "not a date", "Days are written YEAR-MONTH-DAY, for example 2026-03-20, and must exist in the calendar."),
    _broken("PG204", "not a number", "Numbers are digits with a point for decimals: no thousands separators, units, currency or percent signs."),
    _broken("PG205", "not a text", "A text is expected here, and a list or a block of keys was found. The cause is often a colon or an indentation."),
    _broken("PG206", "not one of the fixed words", "This key takes one of a few words. The help line lists them."),
    _broken("PG207", "not an id", "Ids are small letters a to z, digits and hyphens, begin with a letter or digit, and have at most 63 characters. They are permanent and show in addresses."),
    _broken("PG208", "an empty value", "The key is there and its value is not. Write it or delete the line."),
    _broken("PG209", "the wrong shape", "A list (lines with dashes) or a block of keys (lines of key: value) is expected here."),
    _broken("PG210", "out of range", "The value is too large, too small or too long for this key."),
    _broken("PG211", "a range that ends before it begins", "In {from: …, to: …} the second day is the same or later."),
    _broken("PG212", "not a time zone", "Time zones are named as in the IANA list, for example Europe/Helsinki."),
    _broken("PG213", "a language that portals do not speak", "Portals speak the languages that the help line lists."),
    _broken("PG214", "not a currency", "Currencies are ISO 4217 codes such as EUR."),
    _broken("PG215", "not an e-mail address", "An address has one @ with a name before it and a domain behind it."),
    _broken("PG216", "not a colour", "Colours are # and six hex digits. They stand in quotes, since # begins a comment in YAML."),
    _broken("PG217", "money without a currency", "An amount says nothing without a currency. Set currency: in client.yml."),
    _broken("PG218", "a day stands twice", "progress.csv has one row a day, and with several streams one row a day and stream."),
    _broken("PG219", "more done than there is", "done exceeds scope. Scope counts all items known on that day, done ones included."),
    _broken("PG220", "not a SHA-256 digest", "A digest is 64 hex digits, as `sha256sum FILE` prints them."),
    _broken("PG230", "not an address for portals", "site_url is http or https, a host and a path, with {client} for the client's id. It has no user, question mark or fragment, and letters outside a to z are written as the browser copies them."),
)  # fmt: skip

_REFERENCES = (
    _broken("PG301", "an id stands twice", "Ids are unique in their project, whatever kind of item they name, and also once case and look-alike characters are set aside."),
    _broken("PG302", "a reference to nothing", "The item that this id names does not exist in the project."),
    _broken("PG303", "a visible item refers to an internal one", "The client would see a reference to something internal. Make the item internal too, or drop the reference."),
    _broken("PG304", "milestones that wait for each other", "The depends_on of these milestones form a circle, so none could ever begin."),
    _broken("PG305", "a visibility that cannot be", "List items, updates and whole projects can be internal. A move of a date cannot: dates are never quietly rewritten."),
    _broken("PG306", "a page that cannot be hidden", "now, dates and how are always published: without them a portal would not be honest."),
    _broken("PG307", "not the document that was signed", "The file in documents/ is another one than the digest in sha256 names. Put the signed file back, or record the new one as an amendment."),
    _broken("PG308", "a former id that is another client's", "formerly: in client.yml names ids that this client had before, so that its history stays whole. An id that another client has, or claims, is nobody's past."),
    _broken("PG309", "a word that hides nothing", "What stands here looks as if it were kept from the client, and it is published. visibility: internal hides an item, an update or a project; a block internal: hides what stands below it; files in internal/ are never opened. Nothing else hides anything."),
    _broken("PG310", "a text that must not be published", "The client's own text names another client, or somebody there, or says six words or more that are internal elsewhere. Say it in other words, or list it under mentions: in client.yml with the reason why the client may read it."),
)  # fmt: skip

_RULES = (
    _rule("PG401", "a promise that its moves do not explain", "promised_date is not where the last move leads, or it differs from baseline_date without any move. Record the move with its cause, or correct the date.", "unexplained_moves"),
    _rule("PG402", "moves that do not follow one another", "A move begins where the one before it ended, and not earlier."),
    _rule("PG403", "dates that contradict each other", "One day lies before another that it must follow, for example an acceptance before the work began."),
    _rule("PG404", "a fact from the future", "A day on which something has happened lies after the day for which the portal speaks. Plans belong in promised_date, forecast or due_on."),
    _rule("PG405", "health declared brighter than the data", "The declared health is brighter than what the data gives, or a stated forecast lies before the day by which half of the simulated runs end, and no reason is stated. The page says so in any case, and the derived health leads.", "brighter_health"),
    _rule("PG406", "a correction that comes too late", "cause: correction is for typing errors, within one cadence of the promise. Later, someone on the client's side must have agreed, so that the client can check it: agreed_by and evidence."),
    _rule("PG407", "a reason that was to follow", "cause: to_follow publishes a move at once and owes its reason. After one cadence it must have a cause."),
    _rule("PG408", "a move without a reason", "Every move needs because: one sentence that the client can read."),
    _rule("PG409", "a state that explains nothing", "A project that is paused, closed or cancelled says since when and because of what."),
    _rule("PG410", "a first promise that was rewritten", "baseline_date stands for a promise older than the records. Once the milestone is recorded, the first promise stays what it was; a later one is a move."),
    _rule("PG411", "an agreement of the agency's own side", "agreed_by, decided_by and accepted_by name who agreed for the client. Somebody of the agency's side cannot. Such an agreement counts for nothing."),
    _rule("PG412", "evidence that was exchanged", "The record holds the digest of what an agreement could be checked by when it was recorded, and the file now names another one. The recorded digest stands, so that the agreement is only stated until the document is back."),
    _rule("PG413", "a day ahead that has passed", "A forecast, or the day on which a paused project goes on, lies before the day for which the portal speaks, and what it announced has not come. Pages then say that there is no new date; they never call it today.",),
    _rule("PG415", "a promise that is no longer shown", "A milestone that was promised and not met has gone from the portal: deleted, made internal, or with its project. It stays in health until the client agrees that it goes: an approved change request that covers milestones, or a move that it agreed to and that leads to no date. removals: in ledger.yml says openly that it was dropped, and the client reads why."),
    _rule("PG416", "a mitigation that says nothing", "The risk is critical, and its mitigation is a word such as TODO. The portal counts it as not answered."),
    _rule("PG420", "a commit that is dated before a portal which lacks it", "The commit carries a day on which the portal was published without it, so it was not made then: its clock or its date is wrong. Git gives a commit the day of today unless it is told another. Once it is published, pages say on which day it was first shown, and that day counts.", "back_dated"),
    _rule("PG421", "a signature that proves nothing", "The evidence is an SSH signature that does not hold, is of a key that no contact of the client's side has, or is over the statement of another move. A statement is what portalgen agree --statement prints: it names the entry of the record. The agreement counts as only stated."),
)  # fmt: skip

_ADVICE = (
    _advice("PG501", "an update without its parts", "A report says what was done, what came of it, why it went well or badly, and what comes next. Write none where there is nothing, or quiet: true with a headline."),
    _advice("PG502", "bad news without a plan", "Health that is red or amber should come with plan, owner and next_checkpoint: bad news without a plan is only fear."),
    _advice("PG503", "a name that looks like an id", "No contact has this id, so the page shows it as a name. Is it a slip of the keyboard?"),
    _advice("PG504", "no salt for the ledger", "Without ledger_salt, erased names could be guessed from the ledger's digests. Write 32 random hex digits."),
    _advice("PG505", "a review that is overdue", "The risk should have been looked at again by now."),
    _advice("PG506", "old data", "No update or progress came for more than one and a half cadences, so the portal shows health as unknown."),
    _advice("PG507", "an accent that is hard to read", "The accent colour has less contrast on white than 4.5 to 1 (WCAG 2.2). Choose a darker one."),
    _advice("PG508", "the site's address is unknown", "Without site_url there is no sitemap, and every click loads the whole page. Set site_url in portal.yml or pass --site-url."),
    _advice("PG509", "a document that names its author", "The file says who wrote it in its properties. Clients can read that. Save it without personal information where it should not show."),
    _advice("PG510", "a link to nothing on the portal", "A relative link or picture in an update leads to a file that is not published. Only files in documents/ are."),
    _advice("PG511", "promised before what it waits for", "A milestone is promised for a day before one that stands in its depends_on. One of the two cannot be kept: the client will notice."),
    _advice("PG512", "a name that is a common word", "A client is called by a word that portals, or another client's texts, say anyway, so that the word alone is no sign of a leak. The client's whole name with its legal form, its addresses and its domain are looked for all the same."),
    _advice("PG513", "an agreement that is only stated", "An agreement counts where it names a contact with side: client, by id or by exactly that name, and carries evidence that the client can check: a published document with its digest, or a signed mail as portalgen agree keeps it. All else is shown as stated by the agency and counts for nothing; with rules: {agreement: stated} in portal.yml it counts, and the portal says so."),
    _advice("PG516", "a change that nobody agreed to", "Health goes by what was published until the client agrees to something else: a wider tolerance, a longer cadence, other days off, other rows of progress, an end with open promises. An approved change request says with covers: what the client agreed to."),
)  # fmt: skip

_LEDGER = (
    _broken("PG601", "a redaction of nothing", "A redaction in ledger.yml names an entry of the ledger by its number, and which of its texts is taken out. There is no such entry, or it holds no such text."),
    _broken("PG602", "a redaction of another text", "The digest in ledger.yml is not the one that the entry holds, so the redaction would take out another text than was meant. Copy number and digest from the portal's ledger.json."),
    _broken("PG603", "a ledger that does not continue the published one", "An entry that was published has changed: git's history was rewritten, or ledger_salt, live_from or the client's folder changed. Undo that, or say it openly with a restart in ledger.yml that names the sealed head."),
    _broken("PG604", "the history behind the published ledger is missing", "Dates were published with their history, and here that history is missing or cut, as in a shallow clone. In CI, check out with fetch-depth: 0."),
    _broken("PG605", "not a digest", "Digests and heads of the ledger are 64 hex digits. Copy them from ledger.json or seal.json of the portal."),
    _broken("PG606", "a new id that does not say what it was", "A client, project or milestone went away, and one much like it came under another id, so that its first promise would begin anew. Write the former id under formerly: and the record goes on. Where it really is something else, say so in ledger.yml: removals: names what was dropped, and why."),
    _broken("PG607", "a folder whose past cannot be found", "The client's folder came to where it lies from elsewhere in the repository, and what was promised before is not read: it is a copy, nobody can tell which folder it was, or it came alone. The record goes on where the whole folder of the clients moves, by git mv or with its repository. Where there is no past to keep, say so with a restart in ledger.yml whose previous is 64 zeros."),
    _advice("PG608", "a history that cannot be read", "What was promised first, and when it moved, stands in git's history. Here it is missing or cut, so the portal does not say it. Check out the whole history with git installed: in CI, fetch-depth: 0."),
)  # fmt: skip

_ALL = (*_FILES, *_VALUES, *_REFERENCES, *_RULES, *_ADVICE, *_LEDGER)
CODES: dict[str, Code] = {code.code: code for code in _ALL}
