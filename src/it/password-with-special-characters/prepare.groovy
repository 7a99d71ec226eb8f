// Roles belong to the server, not to the database: an earlier run may have left this one.
context.db.connect().withCloseable { connection ->
    def statement = connection.createStatement()
    def known = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = 'it_special'").next()
    statement.execute((known ? 'ALTER' : 'CREATE') + " ROLE it_special LOGIN PASSWORD 'p@ss/w+rd%1'")
    statement.execute('GRANT USAGE, CREATE ON SCHEMA public TO it_special')
}

context.userProperties['dbmigrate.url'] =
        "postgres://it_special:p%40ss%2Fw%2Brd%251@${context.db.host()}:${context.db.port()}/${context.db.database()}".toString()
