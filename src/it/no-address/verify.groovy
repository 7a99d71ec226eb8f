def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.any { it.startsWith('[ERROR] Failed to execute goal ') && it.endsWith(':migrate (default-cli) on project shop: no database given') }

def problem = log.lastIndexOf('[ERROR] error[no-database]: none of these names a database')
assert problem >= 0
assert log.drop(problem).take(7) == [
    '[ERROR] error[no-database]: none of these names a database',
    '[ERROR]   = -Ddbmigrate.url, <url> in the pom, <server> "dbmigrate" in settings.xml',
    '[ERROR]   = DBMIGRATE_URL, MIGRATE_DATABASE_URL, DATABASE_URL_UNPOOLED, POSTGRES_URL_NON_POOLING,',
    '[ERROR]     DATABASE_URL_DIRECT, DIRECT_URL, DATABASE_URL, POSTGRES_URL, PGHOST, PGSERVICE',
    '[ERROR]   = help: mvn dbmigrate:migrate -Ddbmigrate.url=postgres://postgres@localhost/shop',
    '[ERROR]   = help: .env has DATABASE_URL; to use it, add -Ddbmigrate.envFile=.env',
    '[ERROR]   = help: to check the files without a database: mvn dbmigrate:validate']
