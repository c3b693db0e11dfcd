"""Small frames and sentences that answer one question each; notebooks print them, `plots` draws them.

Every function takes the corpus (and, where it is about a topic, the topic's id), changes nothing, and returns a frame whose
columns have plain names and whose rows have a stated order, or a list of sentences. By question:

- What is in the review, and what matters most? `say_review`, `summarize_headlines`, `summarize_corpus`, `summarize_topics`
- What do the sources say on a topic? `summarize_bottom_line`, `summarize_evidence`, `summarize_directions`, `find_statements`
- Who answers what, and do they agree? `summarize_agreement`, `summarize_evidence_map`, `summarize_conflicts`, `find_answers`
- How far can it be trusted? `summarize_trust`, `summarize_support`, `summarize_evidence_flags`, `summarize_topic_findings`
- What is missing? `summarize_gaps`, `summarize_never_cited`, `summarize_not_assessable`
- Which doses, times and sizes are stated? `summarize_quantities`, `summarize_comparison`
- What is cited, and how old is it? `summarize_reference_lists`, `summarize_most_cited`, `summarize_shared_works`, `summarize_ages`
- Which citations deserve a look? `find_queue`, `summarize_audit`, `summarize_findings`
- Were the documents read well? `summarize_parse`, `summarize_parse_concerns`, `summarize_set_aside`, `summarize_spans`
- How good are the machine's suggestions? `summarize_accuracy`, `summarize_coding_accuracy`, `summarize_coders`

The modules are rooms by subject: `sources` is about documents and their text, `references` about reference lists, `overlap` about
works that several lists hold, `topics`, `support`, `question_line` and `bottom_line` about one topic, `quantities` about numbers with
their unit, `agreement`, `conflicts` and `coders` about what agrees and what does not, `findings` about what checks report, `coverage`
and `parse_*` about how well each document was read, `audit` about citations that may not fit what they are cited for, `accuracy` about
how good the machine's suggestions are, `dictionary` about the tables themselves, `cards`, `overview` and `headlines` about what the start
page says of topics, sources and the whole review.
"""

from evidence_review.summaries.accuracy import (
    say_quantity_accuracy,
    say_queue_accuracy,
    summarize_accuracy,
    summarize_accuracy_by_label,
    summarize_queue_accuracy,
)
from evidence_review.summaries.agreement import (
    find_answers,
    spread_by_source,
    summarize_agreement,
    summarize_all_agreement,
    summarize_evidence_map,
)
from evidence_review.summaries.audit import (
    find_queue,
    summarize_audit,
    summarize_not_assessable,
    summarize_parked,
    summarize_signals,
    summarize_verdict_sheet,
)
from evidence_review.summaries.bottom_line import summarize_bottom_line
from evidence_review.summaries.cards import (
    summarize_card_answers,
    summarize_card_sources,
    summarize_card_warnings,
    summarize_map,
)
from evidence_review.summaries.coders import say_coders, summarize_coders, summarize_disagreements
from evidence_review.summaries.coding_accuracy import (
    say_coding_accuracy,
    summarize_coding_accuracy,
    summarize_confusion,
)
from evidence_review.summaries.conflicts import summarize_conflict_counts, summarize_conflicts
from evidence_review.summaries.coverage import summarize_characters
from evidence_review.summaries.dictionary import summarize_columns, summarize_spans, summarize_tables
from evidence_review.summaries.findings import (
    summarize_findings,
    summarize_findings_by_family,
    summarize_other_findings,
    summarize_reference_findings,
    summarize_topic_findings,
)
from evidence_review.summaries.headlines import HEADLINE_RANKS, summarize_headlines
from evidence_review.summaries.integrity import summarize_retraction_check
from evidence_review.summaries.overlap import (
    summarize_citation_matrix,
    summarize_overlap,
    summarize_overlap_pairs,
)
from evidence_review.summaries.overview import say_review, summarize_review_figures
from evidence_review.summaries.parse_plain import format_parse
from evidence_review.summaries.parse_report import (
    summarize_parse,
    summarize_parse_aspects,
    summarize_parse_concerns,
    summarize_parse_verdicts,
)
from evidence_review.summaries.quantities import (
    summarize_comparison,
    summarize_quantities,
    summarize_quantity_counts,
    summarize_unit_problems,
)
from evidence_review.summaries.references import (
    summarize_ages,
    summarize_cited_designs,
    summarize_most_cited,
    summarize_never_cited,
    summarize_reference_lists,
    summarize_reference_years,
    summarize_shared_works,
    summarize_unparsed,
)
from evidence_review.summaries.sources import (
    find_context,
    summarize_corpus,
    summarize_corrections,
    summarize_dates,
    summarize_disclosures,
    summarize_files,
    summarize_metadata,
    summarize_set_aside,
    summarize_text_shares,
    summarize_titles,
    summarize_words,
)
from evidence_review.summaries.support import (
    find_cited_entries,
    find_statements,
    find_topic,
    summarize_cited_years,
    summarize_evidence_flags,
    summarize_support,
    summarize_trust,
)
from evidence_review.summaries.topics import (
    summarize_directions,
    summarize_evidence,
    summarize_gaps,
    summarize_sources_used,
    summarize_topics,
)

__all__ = [
    "HEADLINE_RANKS",
    "find_answers",
    "find_cited_entries",
    "find_context",
    "find_queue",
    "find_statements",
    "find_topic",
    "format_parse",
    "say_coders",
    "say_coding_accuracy",
    "say_quantity_accuracy",
    "say_queue_accuracy",
    "say_review",
    "spread_by_source",
    "summarize_accuracy",
    "summarize_accuracy_by_label",
    "summarize_ages",
    "summarize_agreement",
    "summarize_all_agreement",
    "summarize_audit",
    "summarize_bottom_line",
    "summarize_card_answers",
    "summarize_card_sources",
    "summarize_card_warnings",
    "summarize_characters",
    "summarize_citation_matrix",
    "summarize_cited_designs",
    "summarize_cited_years",
    "summarize_coders",
    "summarize_coding_accuracy",
    "summarize_columns",
    "summarize_comparison",
    "summarize_conflict_counts",
    "summarize_conflicts",
    "summarize_confusion",
    "summarize_corpus",
    "summarize_corrections",
    "summarize_dates",
    "summarize_directions",
    "summarize_disagreements",
    "summarize_disclosures",
    "summarize_evidence",
    "summarize_evidence_flags",
    "summarize_evidence_map",
    "summarize_files",
    "summarize_findings",
    "summarize_findings_by_family",
    "summarize_gaps",
    "summarize_headlines",
    "summarize_map",
    "summarize_metadata",
    "summarize_most_cited",
    "summarize_never_cited",
    "summarize_not_assessable",
    "summarize_other_findings",
    "summarize_overlap",
    "summarize_overlap_pairs",
    "summarize_parked",
    "summarize_parse",
    "summarize_parse_aspects",
    "summarize_parse_concerns",
    "summarize_parse_verdicts",
    "summarize_quantities",
    "summarize_quantity_counts",
    "summarize_queue_accuracy",
    "summarize_reference_findings",
    "summarize_reference_lists",
    "summarize_reference_years",
    "summarize_retraction_check",
    "summarize_review_figures",
    "summarize_set_aside",
    "summarize_shared_works",
    "summarize_signals",
    "summarize_sources_used",
    "summarize_spans",
    "summarize_support",
    "summarize_tables",
    "summarize_text_shares",
    "summarize_titles",
    "summarize_topic_findings",
    "summarize_topics",
    "summarize_trust",
    "summarize_unit_problems",
    "summarize_unparsed",
    "summarize_verdict_sheet",
    "summarize_words",
]


def __dir__() -> list[str]:
    """Offer to completion the questions, and not the rooms that answer them."""
    return __all__
