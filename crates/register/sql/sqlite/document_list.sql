SELECT id, version, hash, title, published, url, publisher, lang, current
FROM document WHERE current = 1
ORDER BY published IS NULL, published, id
