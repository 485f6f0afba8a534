s.stage IN (SELECT value FROM json_each(?))
