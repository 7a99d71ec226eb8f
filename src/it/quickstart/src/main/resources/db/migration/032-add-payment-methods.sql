ALTER TYPE payment_method ADD VALUE IF NOT EXISTS 'sepa_debit';
ALTER TYPE payment_method ADD VALUE IF NOT EXISTS 'gift_card';
