"""Questions with known answers, measures, runs and reports."""
