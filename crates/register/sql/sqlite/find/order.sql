ORDER BY d.published IS NULL, d.published, d.id, d.version, s.start_at, s.id
LIMIT ? OFFSET ?
