CREATE TABLE labels AS SELECT code, label FROM lookup;
