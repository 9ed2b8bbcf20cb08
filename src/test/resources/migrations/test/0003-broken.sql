create table half (id integer primary key) strict;
insert into nothing_of_this_name values (1);
