//! Tests over several files of the room.
