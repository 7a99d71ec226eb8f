// Every integration test gets a database of its own: `context.db` in its scripts, -Ddbmigrate.url in its Maven.
// All of them share one server. A file `no-database` in a test's directory says that it is to run without.
if (!new File(basedir, 'no-database').exists()) {
    def db = io.github.dbmigrate.testing.TestPostgres.fresh()
    context.db = db
    context.userProperties.put('dbmigrate.url', db.url())
}
true
