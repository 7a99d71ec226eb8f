def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

def migrate = log.findIndexOf { it ==~ /.*--- dbmigrate(-maven-plugin)?:.+:migrate \(default\) @ shop.*/ }
def applied = log.findIndexOf { it ==~ /\[INFO\] Applied 2 migrations in .+ ${context.db.database()} is at 002\./ }
def jar = log.findIndexOf { it ==~ /.*--- (maven-)?jar(-plugin)?:.+:jar .*/ }
assert 0 <= migrate && migrate < applied && applied < jar: 'the database is ready before there is something to deploy'

assert new File(basedir, 'target/shop-1.0.jar').exists()
assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") ==
        '001-create-orders,002-create-order-lines'
