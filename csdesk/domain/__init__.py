"""What is true: records, choices, state machines and formulas, with no disk, window or clock."""
