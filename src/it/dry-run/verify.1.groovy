def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.contains('[INFO] Would apply 2 migrations (dryRun; the database was only read):')
assert log.any { it ==~ /\[INFO\]   001  create-orders +one transaction +1 statements?/ }
assert log.any { it ==~ /\[INFO\]   002  import-orders +one transaction +2 statements/ }
assert log.contains('[INFO] SQL: target/dbmigrate/pending.sql')
assert one("SELECT to_regclass('public.schema_migrations') IS NULL AND to_regclass('public.orders') IS NULL")

// A DBA runs the file instead of us.
context.db.connect().withCloseable { connection ->
    def statement = connection.createStatement()
    statement.escapeProcessing = false
    statement.execute(new File(basedir, 'target/dbmigrate/pending.sql').getText('UTF-8'))
}
return true // the invoker takes another value for a failure
