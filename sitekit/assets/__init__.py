"""What the pages of a site load besides themselves: the font, the style sheet, the script; and what that comes to."""
