-- Copies of archives in another place. copy_error: why the last try failed, in a sentence.
alter table backup add column copied_at integer;
alter table backup add column copy_error text not null default '';
