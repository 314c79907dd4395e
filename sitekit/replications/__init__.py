"""What a figure's numbers are, and whether claims hold, under other seeds and on other photographs."""
