"""What several figures of this article share."""
