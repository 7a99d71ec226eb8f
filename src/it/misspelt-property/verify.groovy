def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

def problem = log.lastIndexOf('[ERROR] error[unknown-property]: -Ddbmigrate.dryrun is not a dbmigrate property')
assert problem >= 0
assert log[problem + 1] == '[ERROR]   = help: did you mean -Ddbmigrate.dryRun ?  Nothing was run.'
assert one("SELECT to_regclass('public.schema_migrations') IS NULL AND to_regclass('public.orders') IS NULL")
