substr(s.id, 1, length(?)) = ?
