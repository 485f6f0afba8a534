UPDATE document SET current = 0 WHERE id = ?1 AND current = 1
