// The role of server-settings.xml. Roles belong to the server: an earlier run may have left this one.
context.db.connect().withCloseable { connection ->
    def statement = connection.createStatement()
    def known = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = 'it_deployer'").next()
    statement.execute((known ? 'ALTER' : 'CREATE') + " ROLE it_deployer LOGIN PASSWORD 'from-settings'")
    statement.execute('GRANT USAGE, CREATE ON SCHEMA public TO it_deployer')
}

context.userProperties['dbmigrate.url'] =
        "postgres://${context.db.host()}:${context.db.port()}/${context.db.database()}".toString()
