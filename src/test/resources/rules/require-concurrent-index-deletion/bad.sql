DROP INDEX customers_code_idx;
