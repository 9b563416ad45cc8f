"""The properties of sync as one state machine over real files, the mutants that it must kill, and the commands for both."""
