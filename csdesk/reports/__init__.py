"""What is printed or sent: workbooks and charts."""
