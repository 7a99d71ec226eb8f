def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

// The third build is quiet: what is left of its output is one JSON document. (Some Mavens reset the colour first.)
def quiet = log.drop(log.findLastIndexOf { it ==~ /\[INFO\] -+/ } + 1)*.replaceAll(/\u001B\[[0-9;]*m/, '')
def first = quiet.findIndexOf { it.startsWith('{') }
def last = quiet.findLastIndexOf { it.endsWith('}') }
assert first >= 0 && last >= first: 'the document begins at the start of a line, without [INFO] or [stdout]'
def printed = new groovy.json.JsonSlurper().parseText(quiet[first..last].join('\n'))

def file = new File(basedir, 'target/dbmigrate/result.json')
def result = new groovy.json.JsonSlurper().parse(file)
assert result.goal == 'status'
assert result.success == true

assert printed == result
assert result.pgVersion.toString().startsWith('PostgreSQL ')
assert result.appliedMigrations == 1
assert result.pendingMigrations == 1
assert result.migrations*.version == ['001-create-orders', '002-create-order-lines']
