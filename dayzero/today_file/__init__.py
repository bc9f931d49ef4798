"""Today as a file that prints, one for each site, for when the server is down."""
