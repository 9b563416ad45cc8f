"""What goes into sync files and comes out of them, as the log knows it."""
