import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.contains('[INFO] 3 migrations, 2 new since main')
assert log.any { it ==~ /\[INFO\] Rehearsed on a throw-away PostgreSQL \d+\.\d+ in .+/ }

def problem = log.indexOf('[ERROR] error[require-concurrent-index-creation]: public.orders cannot be written while this runs')
assert problem >= 0: 'it was seen when it ran'
assert log[problem + 1] == '[ERROR]  --> src/main/resources/db/migration/002-index-orders.sql:1:1'
assert log.count { it.startsWith('[ERROR] error[') } == 1: 'what is allowed and what is not new are no errors'
assert log.any { it.contains('003-tidy-orders.sql:2  ban-drop-column: ') && it.contains('(nobody has read it since 2.3)') }

def reports = new File(basedir, 'target/dbmigrate')
assert reports.list().toList().containsAll(['result.json', 'dbmigrate.sarif', 'report.html', 'gl-code-quality.json', 'junit.xml', 'summary.md'])
def sarif = new JsonSlurper().parse(new File(reports, 'dbmigrate.sarif'))
def results = sarif.runs[0].results
assert results.find { it.ruleId == 'require-concurrent-index-creation' }.level == 'error'
assert results.find { it.ruleId == 'ban-drop-column' }.suppressions[0].justification == 'nobody has read it since 2.3'
def review = new JsonSlurper().parse(new File(reports, 'result.json')).review
assert review.base == 'main'
assert review.migrations*.outcome == ['run', 'run']
assert !new File(reports, 'rehearsal/17/data').exists(): 'nothing of the rehearsal is left'
