package com.mewayz.contacts;

import com.mewayz.platform.Check;
import com.mewayz.platform.db.Db;
import java.util.List;

/** Words that the owner puts on contacts. Capitals are kept and make no difference. */
public final class Tags {
    private static final int LONGEST = 40;

    private final Db db;

    Tags(Db db) {
        this.db = db;
    }

    /** The tags of a workspace with how many contacts carry them, the most used first. */
    List<Count> all(long workspace) {
        return db.list(Count.class, """
                select min(t.tag) as tag, count(*) as contacts from contact_tag t join contact c on c.id = t.contact
                where t.workspace = ? and c.deleted_at is null
                group by t.tag order by count(*) desc, t.tag limit 500""", workspace);
    }

    /** Leaves exactly these on a contact; from within the transaction that changes it. */
    void set(long workspace, long contact, List<String> tags) {
        db.run("delete from contact_tag where workspace = ? and contact = ?", workspace, contact);
        tags.forEach(tag -> add(workspace, contact, tag));
    }

    /** @return whether it was not there before */
    boolean add(long workspace, long contact, String tag) {
        return db.run(
                        "insert into contact_tag (contact, workspace, tag) values (?, ?, ?) on conflict do nothing",
                        contact,
                        workspace,
                        tag)
                > 0;
    }

    /** @param tagged pairs of a contact and a tag */
    void addAll(long workspace, List<List<Object>> tagged) {
        db.run("""
                insert into contact_tag (contact, workspace, tag) select value ->> 0, ?, value ->> 1 from json_each(?)
                where true on conflict do nothing""", workspace, tagged);
    }

    /** @return whether it was there */
    boolean remove(long workspace, long contact, String tag) {
        return db.run(
                        "delete from contact_tag where workspace = ? and contact = ? and tag = ?",
                        workspace,
                        contact,
                        tag)
                > 0;
    }

    static String normal(String tag) {
        return tag.strip().replaceAll("\\s+", " ");
    }

    static void check(Check check, String field, String tag) {
        check.line(field, tag, 1, LONGEST).that(field, !tag.contains(","), "Write a tag without commas.");
    }

    /** A tag, and how many contacts carry it. */
    public record Count(String tag, long contacts) {}
}
