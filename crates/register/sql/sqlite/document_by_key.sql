SELECT id, version, hash, title, published, url, publisher, lang, current, text
FROM document WHERE document_key = ?1
