def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

def runs = log.findAll { it ==~ /.*--- dbmigrate(-maven-plugin)?:.*/ }
assert runs.size() == 1
assert runs[0] ==~ /.*:migrate \(default\) @ shop-schema.*/
assert log.any { it ==~ /\[INFO\] Applied 1 migrations? in .+ ${context.db.database()} is at 001\./ }
