-- Migration: Add reset token fields
-- Version: 002
-- Date: 2025-10-25
-- Description: Adds the password reset fields to the users table

ALTER TABLE users ADD COLUMN IF NOT EXISTS reset_token_hash VARCHAR(255);
ALTER TABLE users ADD COLUMN IF NOT EXISTS reset_token_expires TIMESTAMP;

CREATE INDEX IF NOT EXISTS idx_users_reset_token_hash ON users(reset_token_hash);
