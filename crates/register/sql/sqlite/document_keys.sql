SELECT document_key FROM document ORDER BY id, version
