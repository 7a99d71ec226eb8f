SELECT 𝒳𝒴; SELECT '𝒳;'; SELECT "😀"; /* 😀 */ SELECT 4;
-- 😀😀
 😀 x; SELECT $😀$;$😀$;