"""What clients owe, seen: the ageing, whom to call, and the dialogs by which a row goes from estimate to paid."""
