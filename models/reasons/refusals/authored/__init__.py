"""What the author of a trial's or a site's data got wrong: protocol, drugs, sites, routing."""
