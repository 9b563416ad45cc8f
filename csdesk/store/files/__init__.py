"""The file itself: where it may lie, its copies, its marker, its migrations."""
