"""Benchmarks: every figure a ratio to a physical limit and to what a user would pick instead, measured in the same run."""
