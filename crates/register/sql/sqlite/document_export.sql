SELECT id, version, hash, title, published, url, publisher, lang, current, text
FROM document ORDER BY id, current DESC, version
