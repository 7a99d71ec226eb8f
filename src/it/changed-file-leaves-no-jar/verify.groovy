def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

def sha256 = { byte[] bytes -> java.security.MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex().toString() }
def file = new File(basedir, 'src/main/resources/db/migration/001-create-orders.sql')
def applied = one('SELECT checksum FROM public.schema_migrations')

def problem = log.lastIndexOf('[ERROR] error[changed-file]: 001 was changed after it was applied')
assert problem >= 0
assert log[problem + 1] == '[ERROR]  --> src/main/resources/db/migration/001-create-orders.sql'
assert log[problem + 2] ==~ /\[ERROR\]   = applied: \d{4}-\d\d-\d\d \d\d:\d\d UTC by .+, sha256 ${applied.take(8)}/
assert log[problem + 3] ==~ /\[ERROR\]   = file:    sha256 ${sha256(file.bytes).take(8)}(, last changed .+)?/
assert log.drop(problem).any { it.startsWith('[ERROR]   = help: ') }

assert !new File(basedir, 'target').list().any { it.endsWith('.jar') }
assert one("SELECT to_regclass('public.orders_status_idx') IS NULL"): 'nothing is applied beside a changed file'
