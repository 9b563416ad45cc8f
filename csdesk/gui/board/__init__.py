"""The day board of 派车计划: the pool on the left, every vehicle's day on the right."""
