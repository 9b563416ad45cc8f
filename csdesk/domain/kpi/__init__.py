"""The figures: what each KPI counts, over which records, and how the result is judged and shown (domain.md §0, §2)."""
