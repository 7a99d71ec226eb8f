def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it ==~ /\[INFO\] Applied 2 migrations in .+ ${context.db.database()} is at 002\./ }
assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") == '001-create-orders,002-import-orders'
assert one("SELECT to_regclass('public.order_lines') IS NULL")
