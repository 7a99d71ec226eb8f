def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')
def one = { String sql ->
    context.db.connect().withCloseable { connection ->
        def row = connection.createStatement().executeQuery(sql)
        row.next()
        row.getObject(1)
    }
}

def loud = log.findLastIndexOf { it ==~ /\[INFO\] -+/ } + 1
assert log.take(loud).any { it ==~ /\[INFO\] Applied 1 migrations? in .+ ${context.db.database()} is at 001\./ }

// What the JVM, Maven's colours and the invoker add is not ours.
def quiet = log.drop(loud)*.replaceAll(/\u001B\[[0-9;]*m/, '').findAll {
    it && !it.startsWith('WARNING: ') && !it.startsWith('Picked up ') && !(it ==~ /(Running|Finished) (pre|post)-build script.*/)
}
assert quiet == []
assert one('SELECT count(*) FROM public.schema_migrations') == 1
