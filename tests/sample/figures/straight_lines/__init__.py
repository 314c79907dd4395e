"""The figures of the article on straight lines."""
