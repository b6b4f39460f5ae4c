"""From files to papers: readers, OCR, structure and metadata."""
