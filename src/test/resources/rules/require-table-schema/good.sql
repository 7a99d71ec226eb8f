CREATE TABLE public.visits (id bigint PRIMARY KEY, page text);
