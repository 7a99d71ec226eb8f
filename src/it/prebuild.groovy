// Every integration test gets a database of its own: `context.db` in its scripts, -Ddbmigrate.url in its Maven. All of them
// share one server. A file `no-database` in a test's folder says that it runs without; a `prepare.groovy` runs before it.
import io.github.dbmigrate.testing.TestPostgres

// The invoker plugin takes this script's folder for the test's: <test>/../../../src/it.
def test = basedir.parentFile.parentFile.parentFile.parentFile.parentFile
if (!new File(test, 'no-database').exists()) {
    context.db = TestPostgres.fresh()
    context.userProperties.put('dbmigrate.url', context.db.url())
}
def prepare = new File(test, 'prepare.groovy')
if (prepare.exists()) {
    new GroovyShell(this.class.classLoader, new Binding([context: context, db: context.db, basedir: test])).evaluate(prepare)
}
return true
