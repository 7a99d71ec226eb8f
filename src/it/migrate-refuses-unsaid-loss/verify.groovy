context.db.connect().withCloseable { connection ->
    def rows = connection.createStatement().executeQuery("SELECT count(*) FROM pg_tables WHERE tablename = 'orders'")
    rows.next()
    assert rows.getInt(1) == 0: 'it was allowed this time'
}
