create or replace procedure p()
begin atomic
  insert into t values (1);
  -- a comment; end;
  delete from t;
end; call p();