def file = new File(basedir, 'target/dbmigrate/result.json')
def result = new groovy.json.JsonSlurper().parse(file)
assert result.goal == 'validate'
assert result.success == true

assert file.delete()
