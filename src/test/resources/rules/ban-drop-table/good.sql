ALTER TABLE lookup RENAME TO lookup_unused;
