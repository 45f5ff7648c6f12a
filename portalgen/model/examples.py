"""An example of each noun that stands in lists, as a file writes it: what an editor shows and offers."""

from portalgen.model.ask import Ask, Owed
from portalgen.model.calendar import Freeze
from portalgen.model.change import ChangeRequest, Release
from portalgen.model.contact import Contact
from portalgen.model.document import Agreement, Amendment
from portalgen.model.fields.base import Noun
from portalgen.model.fields.spelling import Json
from portalgen.model.milestone import Milestone, Move
from portalgen.model.record.ledger import Redaction, Restart
from portalgen.model.risk import Risk, RiskChange

EXAMPLES: dict[type[Noun], Json] = {
    Contact: {
        "id": "maria",
        "name": "Maria Virtanen",
        "role": "account_manager",
        "email": "maria@agency.example",
        "reply_within": "1 working day",
    },
    Milestone: {
        "id": "launch",
        "name": "Launch",
        "acceptance": "Orders can be placed in production",
        "promised_date": "2026-06-15",
        "forecast": "2026-06-20",
    },
    Move: {
        "on": "2026-03-02",
        "from": "2026-06-01",
        "to": "2026-06-15",
        "cause": "scope_change",
        "because": "Loyalty points were added",
        "agreed_by": "Timo Laine",
    },
    Freeze: {
        "from": "2026-12-21",
        "to": "2027-01-04",
        "because": "No releases over the holidays",
    },
    Ask: {
        "id": "photos",
        "what": "Product photos",
        "why": "The catalogue needs them",
        "asked_on": "2026-02-01",
        "due_on": "2026-02-20",
        "blocks": ["launch"],
    },
    Owed: {
        "id": "training",
        "what": "Training for the shop's team",
        "asked_on": "2026-02-01",
        "due_on": "2026-03-31",
    },
    Risk: {
        "id": "payment-api",
        "name": "The payment provider's interface is not ready",
        "probability": "likely",
        "impact": "severe",
        "response": "mitigate",
        "mitigation": "A second provider is prepared",
        "owner": "maria",
        "raised_on": "2026-02-10",
        "review_on": "2026-03-10",
    },
    RiskChange: {
        "on": "2026-03-10",
        "probability": "possible",
        "note": "The second provider passed its test",
    },
    ChangeRequest: {
        "id": "cr-3",
        "name": "Loyalty points",
        "requested_by": "Timo Laine",
        "raised_on": "2026-02-20",
        "schedule_impact_days": 14,
        "cost_impact": 8200,
        "state": "approved",
        "decided_on": "2026-03-02",
        "decided_by": "Timo Laine",
    },
    Release: {
        "version": "0.4.0",
        "on": "2026-03-20",
        "added": ["Guest checkout"],
        "fixed": ["VAT on refunds"],
    },
    Agreement: {
        "id": "statement-of-work",
        "name": "Statement of work",
        "document": "statement-of-work.pdf",
        "version": "1.0",
        "signed_on": "2026-01-09",
    },
    Redaction: {
        "entry": 12,
        "field": "agreed_by",
        "on": "2026-05-03",
        "reason": "personal data",
        "digest": "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    },
    Restart: {
        "on": "2026-05-03",
        "because": "The repository was moved and its history rewritten",
        "previous": "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    },
    Amendment: {
        "name": "Loyalty points added",
        "document": "amendment-1.pdf",
        "signed_on": "2026-03-02",
    },
}
