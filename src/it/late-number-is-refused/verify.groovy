def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it ==~ /\[INFO\]   002  create-coupons +[\d.]+ m?s( .*)?/ }
assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") ==
        '001-create-orders,003-create-order-lines,002-create-coupons'
assert one("SELECT to_regclass('public.coupons') IS NOT NULL")
