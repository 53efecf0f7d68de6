//! Pages that the worker serves.
