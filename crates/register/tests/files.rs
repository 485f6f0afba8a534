//! What is true of files: formats, foreign files, permissions, tampering, several programs at once.
