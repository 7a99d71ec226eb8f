def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def shop = context.db.database()

assert log.any { it ==~ /\[INFO\]   001  create-orders +[\d.]+ m?s( .*)?/ }
assert log.any { it ==~ /\[INFO\]   002  import-orders +[\d.]+ m?s +2 rows/ }
assert log.any { it ==~ /\[ERROR\]  003  order-status-not-null +failed after [\d.]+ m?s, rolled back/ }
assert log.any { it.startsWith('[ERROR] Failed to execute goal ') && it.endsWith(':migrate (default) on project shop: 003 failed') }

// the problem: SQLSTATE, place, the lines, what to do
def problem = log.lastIndexOf('[ERROR] error[23502]: column "status" of relation "orders" contains null values')
assert problem >= 0
assert log[problem + 1] == '[ERROR]  --> src/main/resources/db/migration/003-order-status-not-null.sql:4:1  (statement 2 of 2)'
assert log[problem + 2] == '[ERROR]   |'
assert log.drop(problem).contains('[ERROR] 3 | -- every order has a status since 002')
assert log.drop(problem).contains('[ERROR] 4 | ALTER TABLE orders ALTER COLUMN status SET NOT NULL;')
assert log.drop(problem).any { it ==~ /\[ERROR\]   \| \^+/ }
assert log.drop(problem).contains('[ERROR]   = help: see the rows with  SELECT * FROM public.orders WHERE status IS NULL LIMIT 10;')

// what the database holds, and what to type next
assert log.contains("[ERROR] Now:  $shop is at 002. 001 and 002 are applied and stay; nothing of 003 remains.".toString())
assert log.contains('[ERROR] Next: change 003 (no database has it yet) or the data, then run the same command again.')

assert !new File(basedir, 'target').list().any { it.endsWith('.jar') }

context.db.connect().withCloseable { connection ->
    def one = { String sql ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
    assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations") ==
            '001-create-orders,002-import-orders'
    assert one('SELECT count(*) FROM orders WHERE note IS NULL') == 1: 'the first statement of 003 was undone as well'
    assert one("SELECT to_regclass('public.order_lines') IS NULL"): '004 was not started'
}

def result = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/dbmigrate/result.json'))
assert result.success == false
assert result.appliedMigrations == 2
assert result.pendingMigrations == 2
assert result.lastMigration.version == '002-import-orders'
