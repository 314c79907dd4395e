"""What brings the files of the template up to a newer version and leaves the author's alone."""
