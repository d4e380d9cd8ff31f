"""What lint looks for, one module a subject; each yields what it finds on a bench."""
