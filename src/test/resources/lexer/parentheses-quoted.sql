SELECT '('; SELECT "("; SELECT $$($$; SELECT /* ( */ 1; SELECT -- (
2;