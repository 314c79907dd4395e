"""Figures brought up to date: a process of its own for each, and a store addressed by what went into them."""
