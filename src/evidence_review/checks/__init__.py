"""Checks: functions that look at a corpus and report findings; they never change a table."""

def run_checks(corpus):
    from evidence_review import schema
    return schema.frame("findings", [])
