def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.count { it == '[INFO] Up to date at 002 (2 applied).' } == 1: 'the history rows of the file count as ours'
assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") == '001-create-orders,002-import-orders'
assert one("SELECT bool_and(checksum ~ '^[0-9a-f]{64}\$') FROM public.schema_migrations")
assert one("SELECT string_agg(note, '/' ORDER BY id) FROM orders") == "it's the first; really/from a block"
