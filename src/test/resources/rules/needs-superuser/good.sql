-- an extension that is trusted
CREATE EXTENSION hstore;
