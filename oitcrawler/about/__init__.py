"""What a document is about: its title, kind, agency, year, period, day of issue and signatory."""
