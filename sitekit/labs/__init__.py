"""Labs: files of prose and code that readers see with what the code put out, and can take along as notebooks."""
