SELECT count(*) FILTER (WHERE current = 1), count(*) FILTER (WHERE current = 0) FROM document
