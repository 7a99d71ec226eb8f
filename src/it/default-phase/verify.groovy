def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

assert log.count { it ==~ /.*--- dbmigrate(-maven-plugin)?:.+:migrate \(default\) @ shop.*/ } == 1
assert one('SELECT version FROM public.schema_migrations') == '001-create-orders'
