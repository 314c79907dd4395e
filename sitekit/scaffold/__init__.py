"""What writes an author's files: a site of one's own, an article, a figure, and what renames and removes them."""
