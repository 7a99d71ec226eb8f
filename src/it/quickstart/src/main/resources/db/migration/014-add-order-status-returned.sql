-- On its own: a new enum value can be used only after the transaction that adds it.

ALTER TYPE order_status ADD VALUE IF NOT EXISTS 'returned' AFTER 'delivered';
