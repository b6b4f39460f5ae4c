"""Where each block of a paper stands: its item, report, appendix, headings and paragraph."""
