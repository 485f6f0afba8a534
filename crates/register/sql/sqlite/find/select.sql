SELECT d.document_key, s.id, s.json
FROM statement s JOIN document d ON d.document_key = s.document_key
