"""The figures of the article on round things."""
