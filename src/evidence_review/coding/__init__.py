"""What reviewers decide, in plain files: read, anchored in the sources by their words, and joined to what the machine found."""
