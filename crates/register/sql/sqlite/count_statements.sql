SELECT s.kind, count(*) FROM statement s JOIN document d ON d.document_key = s.document_key
WHERE d.current = 1 GROUP BY s.kind
