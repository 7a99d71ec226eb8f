REVOKE SELECT ON customers FROM h2_app;
