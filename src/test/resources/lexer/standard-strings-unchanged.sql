SET standard_conforming_strings = on;
SELECT 'a\';
SELECT set_config('standard_conforming_strings', 'off', false);
SELECT 'a\';