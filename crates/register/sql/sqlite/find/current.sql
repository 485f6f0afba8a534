d.current = 1
