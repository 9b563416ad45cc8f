"""The workbench: what waits today, group by group."""
