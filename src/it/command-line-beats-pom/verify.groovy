def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it.startsWith('[INFO] -Ddbmigrate.directory overrides <directory>') && it.contains('src/main/sql') }
assert one("SELECT string_agg(version, ',') FROM public.schema_migrations") == '001-create-coupons'
assert one("SELECT to_regclass('public.orders') IS NULL")
