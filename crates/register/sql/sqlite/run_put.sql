INSERT INTO run (program, rules) VALUES (?1, ?2) ON CONFLICT (program, rules) DO NOTHING
