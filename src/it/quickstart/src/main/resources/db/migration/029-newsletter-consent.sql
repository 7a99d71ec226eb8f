-- GDPR: whoever gets the newsletter must have said so, and we must know when.

ALTER TABLE customers
    ADD COLUMN newsletter boolean NOT NULL DEFAULT false,
    ADD COLUMN newsletter_consent_at timestamptz;

ALTER TABLE customers
    ADD CONSTRAINT customers_newsletter_needs_consent
        CHECK (NOT newsletter OR newsletter_consent_at IS NOT NULL);
