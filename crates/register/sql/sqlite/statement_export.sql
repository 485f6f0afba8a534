SELECT s.json, d.version, d.current
FROM statement s JOIN document d ON d.document_key = s.document_key
ORDER BY d.id, d.current DESC, d.version, s.id
