def file = new File(basedir, 'target/dbmigrate/result.json')
def result = new groovy.json.JsonSlurper().parse(file)
assert result.goal == 'migrate'
assert result.success == true

assert ['success', 'environment', 'database', 'pgVersion', 'appliedMigrations', 'pendingMigrations', 'lastMigration', 'migrations']
        .every { result.containsKey(it) }
assert result.appliedMigrations == 1
assert result.pendingMigrations == 1
assert result.lastMigration.version == '001-create-orders'
assert result.lastMigration.name == 'Create orders'
assert result.lastMigration.appliedAt ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/
assert file.delete() // each goal writes its own
