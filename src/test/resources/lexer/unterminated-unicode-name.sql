SELECT U&"abc;
