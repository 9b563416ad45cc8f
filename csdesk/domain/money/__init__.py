"""Money in the domain: what clients owe, how old it is, what a service costs, how a debt is collected or given up."""
