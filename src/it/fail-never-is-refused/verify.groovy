def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it.startsWith('[ERROR] Failed to execute goal ') && it.contains(':migrate (default-cli) on project shop') }
assert log.any { it.startsWith('[ERROR]') && it.contains('-fn') }: 'it failed because of -fn'
assert one("SELECT to_regclass('public.schema_migrations') IS NULL AND to_regclass('public.orders') IS NULL")
