"""What stands around every view: masthead, ways to the views, filters, and the look."""
