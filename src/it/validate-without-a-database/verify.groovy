def log = new File(basedir, 'build.log').readLines()*.replaceAll(/\s+$/, '')

// All at once, not only the first
assert log.contains('[ERROR] error[duplicate-version]: two migrations are called 002')
['unreadable/002-create-order-lines.sql', 'unreadable/002-import-orders.sql', 'unreadable/add-coupons.sql'].each { file ->
    assert log.any { it.startsWith("[ERROR]  --> $file") }: file
}
assert log.count { it.startsWith('[ERROR] error[') } == 2: 'the number taken twice, and the file without a number'
assert !log.any { it.startsWith('[ERROR]') && it.contains('001-create-orders') }
