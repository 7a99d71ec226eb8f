def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
assert log.contains('[ERROR] error[ban-drop-table]: table orders and its rows are gone for good')
context.db.connect().withCloseable { connection ->
    def rows = connection.createStatement().executeQuery('SELECT count(*) FROM orders')
    rows.next()
    assert rows.getInt(1) == 1: 'nothing was done'
}
return true
