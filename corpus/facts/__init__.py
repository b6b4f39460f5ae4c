"""What a paper is: its title, body, kind, meeting date, status and access, and where each was found."""
