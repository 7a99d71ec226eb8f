def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.count { it == '[INFO] skipped (dbmigrate.skip)' } == 2: 'migrate and status'
assert log.count { it == '[INFO] skipped (dbmigrate.migrate.skip)' } == 1: 'migrate only'
assert log.count { it ==~ /\[INFO\]   001 +create-orders +pending/ } == 1: 'status of the second build'
assert one("SELECT to_regclass('public.schema_migrations') IS NULL AND to_regclass('public.orders') IS NULL")
