"""What travels: the sealed file, keys, certificates and the merge plan."""
