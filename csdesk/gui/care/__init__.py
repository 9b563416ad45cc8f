"""Pages of 客户档案 that are no ledgers: the clients' day, the month's visits, a survey round's answers."""
