//! Places, organisations, people and offices of a text, found by list, form and context over tokens.
