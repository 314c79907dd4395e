"""BibTeX files, and what a page may cite from them."""
