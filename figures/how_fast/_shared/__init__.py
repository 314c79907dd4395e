"""What several figures of the article share."""
