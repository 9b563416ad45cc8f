"""What must not be lost, and what must: backups, restoring, the archive, attachments, purging."""
