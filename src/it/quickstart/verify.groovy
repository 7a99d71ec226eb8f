def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def folder = new File(basedir, 'src/main/resources/db/migration')
def files = folder.list().findAll { it ==~ /\d{3}-.+\.sql/ }.sort()
def all = files.size() + 1 // and the repeatable view
def shop = context.db.database()

assert files.size() >= 30

// migrate: one line says where, one line for each file, one line says what came of it
def where = log.findIndexOf { it.startsWith("[INFO] $shop on ${context.db.host()}:${context.db.port()} as ${context.db.user()}, PostgreSQL ") }
assert where >= 0: 'the first line names the database, the server and the user'
assert log.contains("[INFO] 0 applied, $all pending".toString())
files.each { file ->
    def (version, name) = file.replace('.sql', '').split('-', 2)
    assert log.any { it ==~ /\[INFO\]   $version  $name +[\d.]+ m?s( .+)?/ }: "no line for $file"
}
assert log.any { it.startsWith('[INFO]   ') && it.contains('customer_order_totals') }
assert log.any { it ==~ /\[INFO\] Applied $all migrations in .+ $shop is at 034\./ }

// status, in the same build
assert log.any { it ==~ /\[INFO\]   version +name +state +applied \(UTC\) +took +by/ }
assert log.any { it ==~ /\[INFO\]   034 +describe-tables +applied +\d{4}-\d\d-\d\d \d\d:\d\d +.+/ }
assert !log.any { it ==~ /\[INFO\]   \d{3} +\S+ +pending.*/ }

// migrate once more, in a second build
assert log.count { it == "[INFO] Up to date at 034 ($all applied)." } == 1

context.db.connect().withCloseable { connection ->
    def one = { String sql ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
    assert one('SELECT count(*) FROM public.schema_migrations') == all
    assert one("SELECT count(*) FROM public.schema_migrations WHERE checksum ~ '^[0-9a-f]{64}\$'") == all
    assert one("SELECT string_agg(version, ',' ORDER BY id) FROM public.schema_migrations WHERE version ~ '^[0-9]'") ==
            files*.replace('.sql', '').join(',')

    assert one('SELECT count(*) FROM products') == 6
    assert one('SELECT sum(quantity) FROM stock_levels') == 1165: 'the triggers ran with the data changes'
    assert one("SELECT count(*) FROM pg_inherits WHERE inhparent = 'page_views'::regclass") == 17: 'the DO block made 16 partitions'
    assert one("SELECT string_agg(v::text, ',') FROM unnest(enum_range(NULL::order_status)) v") ==
            'placed,paid,shipped,delivered,returned,cancelled'
    assert one("SELECT product_price_on(id, '2025-07-01') FROM products WHERE sku = 'COF-1001'") == 10.70
    assert one("SELECT tracking_url FROM carriers WHERE code = 'post'") == 'https://post.example/track/${number}':
            'nothing in a migration is taken for a placeholder'
    assert one("SELECT sku::text FROM products WHERE search @@ to_tsquery('english', 'jasmine')") == 'COF-1002'
    assert one('SELECT count(*) FROM customer_order_totals') == 0
}
