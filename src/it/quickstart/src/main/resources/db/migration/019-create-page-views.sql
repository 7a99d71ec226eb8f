-- Version: 019
-- Date: 2024-09-02
-- Description: Page views, one partition for each month. What falls outside lands in the default
--              partition, where the monitoring looks for it.

CREATE TABLE page_views (
    viewed_at   timestamptz NOT NULL DEFAULT now(),
    path        text        NOT NULL,
    customer_id bigint REFERENCES customers (id) ON DELETE SET NULL,
    referrer    text
) PARTITION BY RANGE (viewed_at);

CREATE INDEX page_views_path_idx ON page_views (path, viewed_at);

CREATE TABLE page_views_default PARTITION OF page_views DEFAULT;

CREATE FUNCTION create_page_view_partition(month date) RETURNS void
    LANGUAGE plpgsql
    SET TimeZone = 'UTC' AS
$$
BEGIN
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I PARTITION OF page_views FOR VALUES FROM (%L) TO (%L)',
        'page_views_' || to_char(month, 'YYYY_MM'),
        date_trunc('month', month),
        date_trunc('month', month) + interval '1 month');
END;
$$;

DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT generate_series(date '2024-09-01', date '2025-12-01', interval '1 month') LOOP
        PERFORM create_page_view_partition(month);
    END LOOP;
END;
$$;
