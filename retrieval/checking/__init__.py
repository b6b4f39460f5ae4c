"""Whether a sentence says only what the passages it cites say."""
