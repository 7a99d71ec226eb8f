def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.any { it.startsWith('[ERROR]') && it.contains('db.invalid') }
assert !log.any { it.contains('not-the-password') }

// Same server and credentials, but a database that nobody made
def encoded = { String text -> URLEncoder.encode(text, 'UTF-8').replace('+', '%20') }
context.userProperties['dbmigrate.url'] = (
        "postgres://${encoded(context.db.user())}:${encoded(context.db.password())}" +
        "@${context.db.host()}:${context.db.port()}/nobody_made_this").toString()
return true // the invoker takes another value for a failure
