"""What a chart says of a value, a finding, a subject: exactly read and compared."""
