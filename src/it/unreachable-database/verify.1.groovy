def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.any { it.startsWith('[ERROR]') && it.contains('wrong password for user') && it.contains(context.db.user()) }
assert log.any { it.startsWith('[ERROR]') && it.contains('-Ddbmigrate.url') }: 'where the password came from'
assert !log.any { it.contains('not-the-password') }

context.userProperties['dbmigrate.url'] = 'postgres://shop:not-the-password@db.invalid/shop'
return true // the invoker takes another value for a failure
