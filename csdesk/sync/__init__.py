"""What travels: the sealed file, keys, certificates, who may write what, and the check of a file before it is written."""
