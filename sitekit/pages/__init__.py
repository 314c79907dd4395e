"""What stands in a built page: figures, cards, formulas, highlighted code, lists."""
