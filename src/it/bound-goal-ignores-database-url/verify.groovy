def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.any { it.startsWith('[ERROR] error[no-database]') }
assert !log.any { it.contains('db.invalid') }: 'nobody tried to connect'
assert !log.any { it.contains('not-the-password') }
