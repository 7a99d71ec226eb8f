UPDATE customers SET status = 'y';
