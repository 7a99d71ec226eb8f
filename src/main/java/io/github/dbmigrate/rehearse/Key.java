package io.github.dbmigrate.rehearse;

/**
 * An object of the database.
 *
 * @param catalog the oid of the system catalog that it is in
 * @param oid its own, unique there
 */
record Key(long catalog, long oid) {
    static final long RELATION = 1259;
    static final long FUNCTION = 1255;
    static final long TYPE = 1247;
    static final long CONSTRAINT = 2606;
    static final long SCHEMA = 2615;
    static final long TRIGGER = 2620;
    static final long EXTENSION = 3079;
    static final long POLICY = 3256;

    static Key relation(long oid) {
        return new Key(RELATION, oid);
    }
}
