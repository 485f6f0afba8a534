UPDATE document SET current = 1 WHERE document_key = (
    SELECT document_key FROM document WHERE id = ?1
    ORDER BY published IS NOT NULL DESC, published DESC, hash DESC, version DESC LIMIT 1)
