"""Figures of the article on how fast this template builds a site."""
