CREATE TABLE "OrderItems" (id bigint PRIMARY KEY, "unitPrice" numeric);
