"""What an article holds, how far it is true, and which tests say so."""
