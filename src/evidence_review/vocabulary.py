"""The words that columns may hold: each list once, for the schema, the extractors, the checks and the pages alike."""

__all__ = [
    "ANSWERS",
    "BLOCKS",
    "CERTAINTIES",
    "CODING_STATUSES",
    "CONFLICT_CLASSES",
    "DESIGNS",
    "DIRECTIONS",
    "EVIDENCE_FLAGS",
    "KINDS",
    "POPULATIONS",
    "PROSE_KINDS",
    "QUANTITY_KINDS",
    "QUANTITY_ROLES",
    "QUESTION_KINDS",
    "RETRACTION_STATUSES",
    "SECTION_KINDS",
    "SEVERITIES",
    "STATUSES",
    "STYLES",
    "VERDICTS",
]

KINDS = [
    "journal-review",
    "journal-article",
    "record-page",
    "web-article",
    "web-health-page",
    "plain-text",
]
STATUSES = ["ok", "partial", "duplicate", "rejected"]
SECTION_KINDS = [
    "front-matter",
    "abstract",
    "introduction",
    "body",
    "conclusion",
    "back-matter",
    "references",
    "caption",
    "boilerplate",
]
# Sections whose sentences assert something about the subject.
PROSE_KINDS = ("abstract", "introduction", "body", "conclusion")
# What a sentence stands in, as its reader saw it.
BLOCKS = ["prose", "list-item", "table", "caption", "equation", "line", "boilerplate"]
STYLES = ["square", "round", "superscript", "author-year"]
# In the order of what a clinical claim can lean on.
DESIGNS = [
    "systematic-review",
    "guideline",
    "randomized-trial",
    "observational",
    "case-series",
    "pharmacokinetic",
    "animal",
    "in-vitro",
    "narrative-review",
    "textbook",
    "unclear",
]
# What does not fit between a statement and the works that it cites.
EVIDENCE_FLAGS = [
    "no-citation",
    "unclear-evidence",
    "animal-evidence-for-human-claim",
    "review-for-primary-finding",
    "many-studies-few-references",
]
DIRECTIONS = ["benefit", "no-benefit", "harm", "no-harm", "mixed", "neutral"]
# Two statements that disagree: whether anything that is stated explains it. A candidate is found by the machine alone.
CONFLICT_CLASSES = ["direct", "explained-by-context", "different-event", "within-tolerance", "candidate"]
POPULATIONS = ["human", "animal", "in-vitro", "not-stated"]
CERTAINTIES = ["asserted", "hedged"]
# What a question of a topic asks: whether, how much, or what something is called.
QUESTION_KINDS = ["yes-no", "value", "name"]
# What a source may say to a question of kind yes-no.
ANSWERS = ["yes", "no", "mixed", "unclear"]
# What becomes of a row of codings.csv: it is shown, or stands beside what is shown, or its words are not there.
CODING_STATUSES = [
    "used",
    "set-aside",
    "second-coder",
    "settled-over",
    "misattributed",
    "not-found",
    "unknown-source",
]
# What a number measures.
QUANTITY_KINDS = [
    "dose",
    "infusion-rate",
    "concentration",
    "half-life",
    "clearance",
    "bioavailability",
    "potency-ratio",
    "percentage",
    "sample-size",
    "follow-up",
    "duration",
    "onset",
    "age",
    "date",
    "p-value",
    "confidence-interval",
    "other",
]
# What was done or given, or what was found.
QUANTITY_ROLES = ["setting", "result"]
SEVERITIES = ["error", "warning", "info"]
# A reviewer on a citation: does the entry support what it is cited for?
VERDICTS = ["supported", "partly", "not-supported", "cannot-tell"]
# What a retraction file says of a cited work. Without a file nothing is known, which is not the same as no notice.
RETRACTION_STATUSES = [
    "retracted",
    "expression-of-concern",
    "corrected",
    "other-notice",
    "reinstated",
    "not-found",
    "not-checked",
]
