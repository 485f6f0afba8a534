SELECT id, version, hash, title, published, url, publisher, lang, current
FROM document WHERE id = ?1
ORDER BY current DESC, published IS NOT NULL DESC, published DESC, hash DESC, version DESC
