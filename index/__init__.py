"""From papers to passages and the stores that hold them."""
