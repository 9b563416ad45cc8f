"""People and posts, how they are appraised, what they publish and hand over."""
