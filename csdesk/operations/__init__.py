"""What a user can do: one function is one intention, one transaction and one named change set."""
