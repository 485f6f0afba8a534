SELECT run_key FROM run WHERE program = ?1 AND rules = ?2
