"""What `check_carried.py` is made of; the standard library only, and nothing of the product."""
