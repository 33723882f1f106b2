### Taking a report down with somebody: read by people who do this twice a year, and read aloud in parts.
