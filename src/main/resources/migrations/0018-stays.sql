-- Who came into a workspace and who went is asked for with each look at its audit log, and is rare among its facts.
create index fact_stay on fact (workspace, id) where kind in ('member-added', 'member-left', 'member-removed');
