"""Paper: what is printed as it stands, page by page."""
