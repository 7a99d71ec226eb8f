def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.any { it.startsWith("[INFO] ${context.db.database()} on ${context.db.host()}:${context.db.port()} as it_deployer, PostgreSQL ") }
assert one("SELECT tableowner FROM pg_tables WHERE tablename = 'orders'") == 'it_deployer'
assert !log.any { it.contains('from-settings') }
