UPDATE document SET run_key = ?2 WHERE document_key = ?1
