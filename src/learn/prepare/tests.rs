//! Tests of preparation.
