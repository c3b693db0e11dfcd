"""Sentence text to records: pure functions on text, with word lists and cue patterns as data files beside them."""
