// Between the two builds somebody edits 001 and adds 002.
def folder = new File(basedir, 'src/main/resources/db/migration')
new File(folder, '001-create-orders.sql') << 'ALTER TABLE orders ADD COLUMN total numeric(12, 2);\n'
new File(folder, '002-index-orders.sql').text = 'CREATE INDEX orders_status_idx ON orders (status);\n'
return true // the invoker takes another value for a failure
