-- The file of an import, apart from it: whoever only counts on would write it, or read it, every time.
create table contact_import_file (
  import integer primary key references contact_import on delete cascade,
  content text not null
) strict;

insert into contact_import_file (import, content) select id, content from contact_import;
alter table contact_import drop column content;
