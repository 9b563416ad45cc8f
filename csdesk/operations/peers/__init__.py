"""Other workstations: who they are, what goes to them and what comes from them as sync files."""
