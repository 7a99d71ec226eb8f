def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it.startsWith('[ERROR] error[') && it.contains('002') && it.contains('003') }
assert log.any { it.startsWith('[ERROR]  --> merged/002-create-coupons.sql') }
assert log.any { it.startsWith('[ERROR]') && it.contains('dbmigrate.outOfOrder') }: 'the way out is named'
assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") == '001-create-orders,003-create-order-lines'
assert one("SELECT to_regclass('public.coupons') IS NULL")
