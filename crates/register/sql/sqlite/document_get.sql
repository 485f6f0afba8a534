SELECT id, version, hash, title, published, url, publisher, lang, current, text
FROM document WHERE id = ?1 AND current = 1
