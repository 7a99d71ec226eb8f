def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

def migrate = log.findIndexOf { it ==~ /.*--- dbmigrate(-maven-plugin)?:.+:migrate \(default\) @ shop.*/ }
def applied = log.findIndexOf { it ==~ /\[INFO\] Applied 2 migrations in .+ is at 002\./ }
def tests = log.findIndexOf { it ==~ /\[INFO\] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0/ }
assert 0 <= migrate && migrate < applied && applied < tests: 'the test runs, and after the migrations'
