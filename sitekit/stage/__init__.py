"""The site as plain files for a host that runs nothing of ours: Markdown with HTML in it, and settings of the host's own kind."""
