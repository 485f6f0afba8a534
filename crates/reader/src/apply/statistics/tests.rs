//! Sentences and tables of trade.
