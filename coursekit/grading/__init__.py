"""The grading engine: trusted examiner, forked candidate, values on the wire. Knows no chapter and no assignment."""
