"""The in-transit board of 派车计划: whom to call now, what they said, what the client is told."""
