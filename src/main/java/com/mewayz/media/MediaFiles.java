package com.mewayz.media;

import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.files.FileStore;
import com.mewayz.platform.files.Image;
import com.mewayz.platform.files.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** What can be done with the pictures of a workspace. */
public final class MediaFiles {
    private static final int NAME = 120;

    private final Db db;
    private final FileStore store;
    private final Images images;
    private final ReentrantLock storing = new ReentrantLock();
    private final List<Usage> usages = new CopyOnWriteArrayList<>();

    public MediaFiles(Db db, FileStore store, Images images) {
        this.db = db;
        this.store = store;
        this.images = images;
    }

    public Page<MediaFile> page(long workspace, int page, int size) {
        return db.page(
                MediaFile.class,
                page,
                size,
                "select * from media_file where workspace = ? order by id desc",
                workspace);
    }

    public MediaFile get(long workspace, long id) {
        return find(workspace, id).orElseThrow(() -> Problem.notFound("picture"));
    }

    public Optional<MediaFile> find(long workspace, long id) {
        return db.find(MediaFile.class, "select * from media_file where workspace = ? and id = ?", workspace, id);
    }

    public boolean has(long workspace, long id) {
        return find(workspace, id).isPresent();
    }

    /**
     * Keeps a picture: decoded, turned upright, stripped of everything but its pixels, in two sizes.
     *
     * @param name what the file was called, for the list
     * @throws Problem 422 with a sentence for {@code file} if this is no picture or too large
     */
    public MediaFile add(long workspace, String name, byte[] upload) {
        var sizes = images.sizes(upload, MediaFile.LARGE, MediaFile.SMALL);
        var large = sizes.getFirst();
        var small = sizes.getLast();
        storing.lock();
        try {
            // The file first: a row without its file would be a broken picture, a file without a row is only litter.
            return get(workspace, db.add("media_file", workspace, store(title(name), large, small)));
        } finally {
            storing.unlock();
        }
    }

    private Row store(String name, Image large, Image small) {
        var largeFile = store.put(large.bytes());
        var smallFile = store.put(small.bytes());
        return new Row(
                name,
                large.type(),
                large.width(),
                large.height(),
                small.type(),
                small.width(),
                small.height(),
                largeFile.sha256(),
                smallFile.sha256(),
                largeFile.size() + smallFile.size());
    }

    /** @throws Problem 409 that names where the picture is shown, if it is */
    public void delete(long workspace, long id) {
        var file = get(workspace, id);
        db.inTransaction(() -> {
            for (var usage : usages) {
                usage.of(workspace, id).ifPresent(where -> {
                    throw Problem.conflict("This picture is shown on " + where + ". Take it off there first.");
                });
            }
            db.remove("media_file", workspace, id);
            db.afterCommit(() -> List.of(file.largeSha(), file.smallSha()).forEach(this::discard));
        });
    }

    /** Takes away all pictures of a workspace that goes, whoever shows them. */
    public void deleteAll(long workspace) {
        db.inTransaction(() -> {
            var files = db.list(MediaFile.class, "select * from media_file where workspace = ?", workspace);
            db.run("delete from media_file where workspace = ?", workspace);
            db.afterCommit(() -> files.forEach(
                    file -> List.of(file.largeSha(), file.smallSha()).forEach(this::discard)));
        });
    }

    /** Registers somebody who shows pictures. */
    public void usedBy(Usage usage) {
        usages.add(usage);
    }

    /** One size of a picture, for anybody who knows its address. */
    Served open(long id, int size, String ending) {
        var file = db.find(MediaFile.class, "select * from media_file where id = ?", id)
                .filter(found -> (size == MediaFile.LARGE ? found.address() : found.smallAddress())
                        .endsWith("-" + size + "." + ending))
                .orElseThrow(() -> Problem.notFound("picture"));
        boolean large = size == MediaFile.LARGE;
        var sha = large ? file.largeSha() : file.smallSha();
        try (var in = store.open(sha)) {
            return new Served(large ? file.type() : file.smallType(), sha, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The same bytes may have been brought twice, or be on their way again at this moment.
    private void discard(String sha) {
        storing.lock();
        try {
            if (db.number("select exists (select 1 from media_file where large_sha = ? or small_sha = ?)", sha, sha)
                    == 0) {
                store.delete(sha);
            }
        } finally {
            storing.unlock();
        }
    }

    private static String title(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("\\p{C}", "").strip();
        return plain.isEmpty() ? "picture" : plain.substring(0, Math.min(plain.length(), NAME));
    }

    /** Tells where a picture is shown, in words that follow "shown on". */
    public interface Usage {
        Optional<String> of(long workspace, long file);
    }

    record Served(String type, String sha, byte[] bytes) {}

    private record Row(
            String name,
            String type,
            int width,
            int height,
            String smallType,
            int smallWidth,
            int smallHeight,
            String largeSha,
            String smallSha,
            long bytes) {}
}
