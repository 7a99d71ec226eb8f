SET standard_conforming_strings = off;
SELECT 'a\'; b';
SELECT N'a\'; b';
SET standard_conforming_strings = on;
SELECT 'a\';
SELECT 2;