def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it.startsWith('[ERROR]') && it.contains('nobody_made_this') }
assert log.any { it.startsWith('[ERROR]') && it.contains('createdb ') && it.endsWith(' nobody_made_this') }
assert !log.any { it.contains('not-the-password') }
assert one("SELECT to_regclass('public.schema_migrations') IS NULL")
