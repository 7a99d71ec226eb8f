def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert !new File(basedir, 'no-pom-here/pom.xml').exists()
assert log.any { it ==~ /\[INFO\]   001 +create-orders +pending/ }
assert log.any { it ==~ /\[INFO\] Applied 1 migrations? in .+ ${context.db.database()} is at 001\./ }
assert one('SELECT version FROM public.schema_migrations') == '001-create-orders'
