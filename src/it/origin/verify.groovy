import java.security.MessageDigest

def log = new File(basedir, 'build.log').readLines()*.trim()
def folder = new File(basedir, 'server/src/db/migrations')
def sha256 = { File file -> MessageDigest.getInstance('SHA-256').digest(file.bytes).encodeHex().toString() }
def shop = context.db.database()

assert log.contains('[INFO] 0 applied, 4 pending')
assert log.any { it ==~ /\[INFO\] Applied 4 migrations in .+ ${shop} is at 003\./ }
assert log.count { it == '[INFO] Up to date at 003 (4 applied).' } == 1: 'the second run has nothing to do'

context.db.connect().withCloseable { connection ->
    def history = connection.createStatement()
            .executeQuery('SELECT version, name, checksum, execution_time_ms, applied_at FROM public.schema_migrations ORDER BY id')
    def expected = [
        '000-create-migration-table': 'Create migration table',
        '001-create-users-table'    : 'Create users table',
        '002-add-reset-token-fields': 'Add reset token fields',
        '003-add-usage-tracking'    : 'Add usage tracking']
    expected.each { version, name ->
        assert history.next(): "no row for $version"
        assert history.getString('version') == version
        assert history.getString('name') == name
        assert history.getString('checksum') == sha256(new File(folder, version + '.sql'))
        assert history.getObject('execution_time_ms') != null
        assert history.getObject('applied_at') != null
    }
    assert !history.next(): 'a row too many: each file is applied once'

    def found = { String relation ->
        def row = connection.createStatement().executeQuery("SELECT to_regclass('public.$relation') IS NOT NULL")
        row.next()
        row.getBoolean(1)
    }
    ['users', 'session', 'usage_stats', 'idx_schema_migrations_version', 'idx_users_reset_token_hash',
     'idx_usage_stats_user_id', 'idx_usage_stats_created_at'].each { assert found(it): it }

    def columns = connection.metaData.getColumns(null, 'public', 'users', 'reset_token%')
    def names = []
    while (columns.next()) {
        names << columns.getString('COLUMN_NAME')
    }
    assert names == ['reset_token_hash', 'reset_token_expires']
}
