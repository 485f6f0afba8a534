DELETE FROM document WHERE document_key = ?1
