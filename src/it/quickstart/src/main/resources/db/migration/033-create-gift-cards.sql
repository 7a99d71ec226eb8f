-- Version: 033
-- Date: 2025-10-06
-- Description: Gift cards. Redeeming locks the card, so that two tabs cannot spend it twice.

CREATE TABLE gift_cards (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       uuid         NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    balance    money_amount NOT NULL,
    expires_on date         NOT NULL DEFAULT current_date + 1095,
    created_at timestamptz  NOT NULL DEFAULT now()
);

CREATE FUNCTION redeem_gift_card(card_code uuid, paid_order bigint, wanted money_amount) RETURNS money_amount
    LANGUAGE plpgsql AS
$$
DECLARE
    card  gift_cards%ROWTYPE;
    spent money_amount;
BEGIN
    SELECT * INTO card FROM gift_cards WHERE code = card_code FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such gift card' USING ERRCODE = 'no_data_found';
    ELSIF card.expires_on < current_date THEN
        RAISE EXCEPTION 'gift card expired on %', card.expires_on;
    END IF;

    spent := least(wanted, card.balance);
    UPDATE gift_cards SET balance = balance - spent WHERE id = card.id;
    INSERT INTO payments (order_id, method, status, amount, captured_at)
    VALUES (paid_order, 'gift_card', 'captured', spent, now());
    RETURN spent;
END;
$$;
