//! Numbers, sums, shares, changes, ranks and dates of a text, found by form over tokens.
