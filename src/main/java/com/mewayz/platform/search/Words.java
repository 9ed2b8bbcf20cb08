package com.mewayz.platform.search;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What is asked of the index. Apart from {@link Search}, since the JVM loads, with a class, the hundred classes of queries
 * that it could run, and a server whose search nobody uses does without them.
 */
final class Words {
    private Words() {}

    /**
     * Every word, the last of them perhaps unfinished, in any field; sooner where it stands in a title.
     *
     * @param kind only entries of this kind; of any when empty
     */
    static Query query(long workspace, String kind, List<String> words) {
        var query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term("workspace", String.valueOf(workspace))), BooleanClause.Occur.FILTER);
        if (!kind.isEmpty()) {
            query.add(new TermQuery(new Term("kind", kind)), BooleanClause.Occur.FILTER);
        }
        for (var word : words) {
            var either = new BooleanQuery.Builder()
                    .add(new BoostQuery(new TermQuery(new Term("title", word)), 4), BooleanClause.Occur.SHOULD)
                    .add(new BoostQuery(new PrefixQuery(new Term("title", word)), 2), BooleanClause.Occur.SHOULD)
                    .add(new PrefixQuery(new Term("text", word)), BooleanClause.Occur.SHOULD)
                    .build();
            query.add(either, BooleanClause.Occur.MUST);
        }
        return query.build();
    }
}
