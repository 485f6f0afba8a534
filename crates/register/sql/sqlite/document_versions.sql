SELECT document_key, version, hash, run_key FROM document WHERE id = ?1
