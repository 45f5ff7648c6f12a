"""What can be newly written, and what is asked for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portalgen.authoring.edit.writing import Value
from portalgen.authoring.new.questions import Question
from portalgen.model.ask import Ask
from portalgen.model.change import ChangeRequest
from portalgen.model.client import Client, Delivery
from portalgen.model.contact import Contact
from portalgen.model.fields.schema import keys
from portalgen.model.milestone import Milestone
from portalgen.model.project import Project
from portalgen.model.risk import Risk


@dataclass(frozen=True)
class ItemKind:
    """A kind of list item: what is asked, what is so at first, and the file that begins with its list."""

    name: str
    questions: tuple[Question, ...]
    first: Mapping[str, Value] = field(default_factory=dict)
    file: str = ""
    is_counted: bool = False  # where a list says cr-1, cr-2, the next one is cr-3

    @property
    def key(self) -> str:
        """The list of a project that holds such items."""
        noun = self.questions[0].noun
        lists = [key for key, below in keys(Project).items() if below is noun]
        return lists[0]

    @property
    def title(self) -> str:
        """The key that an id is made from."""
        first = self.questions[0]
        return first.key

    @property
    def scaffold(self) -> str:
        """The file that the list stands in where the project has no such list yet."""
        return self.file or f"{self.key}.yml"


CLIENT = (
    Question(Client, "name", is_needed=True),
    Question(Client, "language"),
    Question(Client, "timezone"),
    Question(Client, "currency"),
    Question(Contact, "name", ask="contact_name"),
    Question(Contact, "email", ask="contact_email"),
    Question(Contact, "reply_within"),
    Question(Delivery, "access"),
)
PROJECT = (
    Question(Project, "name", is_needed=True),
    Question(Project, "summary"),
    Question(Project, "started_on"),
    Question(Project, "live_from"),
    Question(Project, "contract"),
)
ITEMS = (
    ItemKind(
        "milestone",
        (
            Question(Milestone, "name", is_needed=True),
            Question(Milestone, "acceptance"),
            Question(Milestone, "promised_date"),
            Question(Milestone, "payment"),
            Question(Milestone, "depends_on"),
        ),
    ),
    ItemKind(
        "risk",
        (
            Question(Risk, "name", is_needed=True),
            Question(Risk, "probability", is_needed=True),
            Question(Risk, "impact", is_needed=True),
            Question(Risk, "response"),
            Question(Risk, "mitigation"),
            Question(Risk, "owner"),
            Question(Risk, "raised_on"),
            Question(Risk, "review_on"),
        ),
        {"state": "open"},
    ),
    ItemKind(
        "ask",
        (
            Question(Ask, "what", is_needed=True),
            Question(Ask, "why"),
            Question(Ask, "asked_on"),
            Question(Ask, "due_on"),
            Question(Ask, "decider"),
            Question(Ask, "blocks"),
        ),
    ),
    ItemKind(
        "change",
        (
            Question(ChangeRequest, "name", is_needed=True),
            Question(ChangeRequest, "requested_by"),
            Question(ChangeRequest, "raised_on"),
            Question(ChangeRequest, "reason"),
            Question(ChangeRequest, "schedule_impact_days"),
            Question(ChangeRequest, "cost_impact"),
        ),
        {"state": "proposed"},
        "changes.yml",
        is_counted=True,
    ),
)
TODAY = (
    "started_on",
    "raised_on",
    "asked_on",
)  # what happens on the day on which it is written down
