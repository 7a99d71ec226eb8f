--
-- PostgreSQL database dump
--

\restrict aB3dE

SET lock_timeout = 0;
CREATE TABLE t (i int);
\unrestrict aB3dE

