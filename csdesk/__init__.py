"""csdesk 客服台: offline ledgers, sync files and figures for customer-service branches."""

__version__ = "0.1.0"
