-- Makes the coming months' partitions of the log.
SELECT session.ensure_partitions();
