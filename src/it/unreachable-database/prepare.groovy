// The first build gets a wrong password; verify.1.groovy and verify.2.groovy spoil the address for the next one.
context.userProperties['dbmigrate.url'] =
        "postgres://${context.db.user()}:not-the-password@${context.db.host()}:${context.db.port()}/${context.db.database()}".toString()
