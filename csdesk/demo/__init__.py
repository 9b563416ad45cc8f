"""The demo's workbooks, made by rule (domain.md §5), marked 演示数据."""
