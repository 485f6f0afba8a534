DELETE FROM statement WHERE document_key = ?1
