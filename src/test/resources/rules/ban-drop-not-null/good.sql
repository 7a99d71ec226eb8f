ALTER TABLE customers ADD COLUMN nn_known boolean NOT NULL DEFAULT true;
