def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.contains('[INFO] BUILD SUCCESS')
assert log.any { it.startsWith('[INFO] 2 migrations') }
assert new File(basedir, 'target/dbmigrate/result.json').exists()
