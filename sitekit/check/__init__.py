"""What a machine can say of texts, figures and claims before anything is built."""
