s.document_key IN (SELECT s.document_key FROM statement s WHERE {place})
