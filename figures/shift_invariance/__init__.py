"""Figures of the article "How far does it hold?", on shift invariance."""
