"""What disks, processes and enemies do to a file, over and over: `python3 dev.py faults`, and a few of each in every test run."""
