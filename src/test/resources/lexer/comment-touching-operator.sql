SELECT 1+--x;'
2; SELECT 3*/*;*/4; SELECT 5<---;
6; SELECT 7 @/*;*/ 8; SELECT 9//* ; */1;