def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

assert log.any { it.startsWith('[ERROR] Failed to execute goal ') && it.endsWith(':migrate (default-cli) on project shop: this address is a pooler') }

def problem = log.lastIndexOf("[ERROR] error[pooled-address]: ep-prod-xyz789-pooler.us-east-1.aws.neon.tech is Neon's pooler")
assert problem >= 0
assert log.drop(problem).take(6) == [
    "[ERROR] error[pooled-address]: ep-prod-xyz789-pooler.us-east-1.aws.neon.tech is Neon's pooler",
    '[ERROR]   = from: POSTGRES_URL',
    '[ERROR]   = why: each transaction may run on another server connection; SET and session locks leak',
    '[ERROR]   = help: set DATABASE_URL_UNPOOLED, or use the host without "-pooler":',
    '[ERROR]           ep-prod-xyz789.us-east-1.aws.neon.tech',
    '[ERROR]   = allow: -Ddbmigrate.pooled=allow']
assert !log.any { it.contains('not-the-password') }
