"""What authors write, read: pages and their placeholders, Korean, the glossary, forbidden terms, the lists of articles."""
