"""The one ledger: views, paged table and card, for any declared record."""
