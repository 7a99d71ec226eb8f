def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

def runs = log.findAll { it ==~ /.*--- dbmigrate(-maven-plugin)?:.*/ }
assert runs.size() == 2: 'one more than after the first build, and not one for each module'
assert runs[1] ==~ /.*:migrate \(default-cli\) @ shop( .*)?/
assert log.count { it == '[INFO] Up to date at 001 (1 applied).' } == 1
assert one('SELECT count(*) FROM public.schema_migrations') == 1
