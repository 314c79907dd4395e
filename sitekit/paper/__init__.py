"""A built site on paper: its articles as PDF."""
