package com.mewayz.platform.search;

import com.mewayz.platform.Disks;
import com.mewayz.platform.Problem;
import com.mewayz.platform.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The search index. It holds nothing that is not in the database: opened after the server is up, rebuilt when it is
 * missing, broken or of another shape, and told of each change by its owner. What is written carries the id of the last
 * fact it knows, so that after a crash the facts since then are looked at again.
 */
public final class Search implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Search.class.getName());
    private static final String SHAPE = "3";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int MOST_WORDS = 8;
    private static final Duration BETWEEN_REBUILDS = Duration.ofSeconds(30);

    private final Path folder;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("search").factory());
    private final AtomicBoolean healing = new AtomicBoolean();
    private @Nullable IndexWriter writer;
    private volatile @Nullable Source source;
    private volatile long rebuiltAt = Ticks.now() - BETWEEN_REBUILDS.toNanos();
    private volatile @Nullable SearcherManager searchers;

    public Search(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the index on its own thread.
     *
     * @param known tells the id of the last fact there is
     * @param all hands over everything that can be found, one by one, when the index has to be rebuilt
     * @param since catches up with the facts after the given id
     */
    public void start(LongSupplier known, Consumer<Consumer<Entry>> all, LongConsumer since) {
        var from = new Source(known, all);
        source = from;
        thread.execute(() -> {
            long last = known.getAsLong();
            try {
                if (open(last)) {
                    since.accept(last());
                } else {
                    replaceAll(all, last);
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "the search index is not usable and will be rebuilt", e);
                rebuild(from);
            }
        });
    }

    /** Replaces everything that belongs to the subject, as of the given fact. */
    public void replace(long subject, Supplier<List<Entry>> entries, long fact) {
        change(index -> index.accept(subject, entries.get()), fact);
    }

    /** Forgets everything of a workspace, as of the given fact. */
    public void forget(long workspace, long fact) {
        write(out -> delete(out, new Term("workspace", String.valueOf(workspace))), fact);
    }

    /** Replaces what belongs to many subjects, as of the given fact: the work hands them over one by one. */
    public void change(Consumer<BiConsumer<Long, List<Entry>>> work, long fact) {
        write(
                out -> work.accept((subject, entries) -> {
                    delete(out, new Term("subject", String.valueOf(subject)));
                    entries.forEach(entry -> add(out, entry));
                }),
                fact);
    }

    private void write(Consumer<IndexWriter> work, long fact) {
        thread.execute(() -> {
            try {
                var out = writer;
                if (out == null) {
                    return;
                }
                work.accept(out);
                commit(out, fact);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "the search index missed a change, and will be rebuilt", e);
                heal();
            }
        });
    }

    private static void delete(IndexWriter out, Term term) {
        try {
            out.deleteDocuments(term);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What fits best, by the words typed so far; the last of them may be unfinished.
     *
     * @throws Problem if there is no index now: it is being opened, or made anew because it was broken
     */
    public List<Entry> find(long workspace, String text, int most) {
        return find(
                workspace,
                "",
                text,
                most,
                (searcher, doc) -> entry(searcher.storedFields().document(doc)));
    }

    /** What the entries of one kind that fit best belong to. */
    public List<Long> subjects(long workspace, String kind, String text, int most) {
        return find(workspace, kind, text, most, Search::subject);
    }

    private <T> List<T> find(long workspace, String kind, String text, int most, Reading<T> reading) {
        var manager = searchers;
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .limit(MOST_WORDS)
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        if (manager == null) {
            heal(); // if it could not be made before, because the disk was full, it may be possible now
            throw absent();
        }
        try {
            IndexSearcher searcher = manager.acquire();
            try {
                var found = new ArrayList<T>();
                for (var hit : searcher.search(Words.query(workspace, kind, words), most).scoreDocs) {
                    found.add(reading.of(searcher, hit.doc));
                }
                return found;
            } finally {
                manager.release(searcher);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the search index is broken, and will be rebuilt", e);
            heal();
            throw absent();
        }
    }

    private static Problem absent() {
        return Problem.unavailable("The search index is being made. Try again in a moment.", Duration.ofSeconds(5));
    }

    /** Makes the index anew on its thread; not again and again, if that does not help. */
    private void heal() {
        var from = source;
        if (from != null
                && Ticks.now() - rebuiltAt >= BETWEEN_REBUILDS.toNanos()
                && healing.compareAndSet(false, true)) {
            thread.execute(() -> {
                rebuild(from);
                rebuiltAt = Ticks.now();
                healing.set(false);
            });
        }
    }

    /**
     * Looks at an index on the disk, which another program may be using.
     *
     * @return how many entries it holds; empty if there is none
     * @throws UncheckedIOException if it is damaged
     */
    public static OptionalInt entries(Path folder) {
        try (var directory = new NIOFSDirectory(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                return OptionalInt.empty();
            }
            try (var reader = DirectoryReader.open(directory)) {
                return OptionalInt.of(reader.numDocs());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether anything can be found. */
    public boolean isOpen() {
        return searchers != null;
    }

    /** Returns when everything handed over so far can be found. */
    public void settle() {
        try {
            thread.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(this::shut);
            thread.close();
        }
    }

    /** @return whether what is there can be kept */
    private boolean open(long known) throws IOException {
        var directory = new NIOFSDirectory(Disks.makeFolder(folder));
        boolean kept = false;
        if (DirectoryReader.indexExists(directory)) {
            try (var reader = DirectoryReader.open(directory)) {
                var data = reader.getIndexCommit().getUserData();
                kept = SHAPE.equals(data.get("shape")) && Long.parseLong(data.getOrDefault("fact", "-1")) <= known;
            }
        }
        var config = new IndexWriterConfig(new StandardAnalyzer())
                .setRAMBufferSizeMB(4)
                .setCommitOnClose(false)
                .setOpenMode(kept ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
        var out = new IndexWriter(directory, config);
        writer = out;
        searchers = new SearcherManager(out, null);
        return kept;
    }

    private long last() throws IOException {
        var out = writer;
        if (out != null) {
            for (Map.Entry<String, String> data : out.getLiveCommitData()) {
                if (data.getKey().equals("fact")) {
                    return Long.parseLong(data.getValue());
                }
            }
        }
        return 0;
    }

    private void replaceAll(Consumer<Consumer<Entry>> entries, long fact) throws IOException {
        var out = writer;
        if (out != null) {
            out.deleteAll();
            entries.accept(entry -> add(out, entry));
            commit(out, fact);
        }
    }

    private static void add(IndexWriter out, Entry entry) {
        try {
            out.addDocument(document(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rebuild(Source from) {
        long known = from.known.getAsLong();
        try {
            shut();
            try (var directory = new NIOFSDirectory(folder)) {
                for (var file : directory.listAll()) {
                    directory.deleteFile(file);
                }
            }
            open(known);
            replaceAll(from.all, known);
        } catch (IOException | RuntimeException e) {
            shut();
            LOG.log(Level.SEVERE, "there is no search: the index cannot be made", e);
        }
    }

    private void commit(IndexWriter out, long fact) throws IOException {
        out.setLiveCommitData(
                Map.of("shape", SHAPE, "fact", String.valueOf(fact)).entrySet());
        out.commit();
        var manager = searchers;
        if (manager != null) {
            manager.maybeRefreshBlocking();
        }
    }

    private void shut() {
        try {
            var manager = searchers;
            searchers = null;
            if (manager != null) {
                manager.close();
            }
            var out = writer;
            writer = null;
            if (out != null) {
                out.close();
                out.getDirectory().close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the search index did not close cleanly", e);
        }
    }

    private record Source(LongSupplier known, Consumer<Consumer<Entry>> all) {}

    private static Document document(Entry entry) {
        var document = new Document();
        document.add(new StringField("workspace", String.valueOf(entry.workspace()), Field.Store.YES));
        document.add(new StringField("subject", String.valueOf(entry.subject()), Field.Store.YES));
        document.add(new NumericDocValuesField("of", entry.subject()));
        document.add(new StringField("kind", entry.kind(), Field.Store.YES));
        document.add(new TextField("title", entry.title(), Field.Store.YES));
        document.add(new TextField("text", entry.text(), Field.Store.YES));
        document.add(new StoredField("path", entry.path()));
        return document;
    }

    /** Reads something of one document. */
    private interface Reading<T> {
        T of(IndexSearcher searcher, int doc) throws IOException;
    }

    /** From a column of its own: to unpack a thousand documents takes longer than to find them. */
    private static Long subject(IndexSearcher searcher, int doc) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        var values = DocValues.getNumeric(leaf.reader(), "of");
        values.advanceExact(doc - leaf.docBase);
        return values.longValue();
    }

    private static Entry entry(Document document) {
        return new Entry(
                Long.parseLong(document.get("workspace")),
                Long.parseLong(document.get("subject")),
                document.get("kind"),
                document.get("title"),
                document.get("text"),
                document.get("path"));
    }
}
