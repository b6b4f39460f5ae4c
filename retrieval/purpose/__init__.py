"""Questions the product is not for, and what is replied to them."""
