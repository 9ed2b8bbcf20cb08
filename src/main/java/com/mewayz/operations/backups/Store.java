package com.mewayz.operations.backups;

import com.mewayz.platform.Problem;
import com.mewayz.platform.s3.S3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** Another place, where archives are copied to. */
interface Store {
    /**
     * Writes the file under the name; it is there whole and the same, or not at all.
     *
     * @throws Problem with what is wrong, in a sentence
     */
    void put(String name, Path file, Progress progress) throws IOException;

    /** Takes it away; it need not be there. */
    void delete(String name) throws IOException;

    /** A folder of another disk or machine that is mounted here. */
    record Folder(Path path) implements Store {
        @Override
        public void put(String name, Path file, Progress progress) throws IOException {
            if (!Files.isDirectory(path)) {
                throw Problem.malformed("The folder " + path + " is not there. Is its disk mounted?");
            }
            long all = Files.size(file);
            var aside = path.resolve("." + name + ".part");
            try {
                copy(file, aside, all, progress);
                if (!Arrays.equals(Archive.hash(file), Archive.hash(aside))) {
                    throw Problem.malformed("What was written to " + path + " is not what was sent.");
                }
                Files.move(aside, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                Folders.force(path);
            } finally {
                Files.deleteIfExists(aside);
            }
        }

        private static void copy(Path file, Path aside, long all, Progress progress) throws IOException {
            Files.deleteIfExists(aside);
            // some network disks know no permissions
            if (Files.getFileStore(aside.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (var in = Files.newInputStream(file);
                    var out = Files.newOutputStream(aside)) {
                var chunk = new byte[1 << 16];
                long done = 0;
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    out.write(chunk, 0, length);
                    done += length;
                    progress.at("copying", done, all);
                }
            }
            Folders.force(aside);
        }

        @Override
        public void delete(String name) throws IOException {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /** A bucket of a store that speaks the S3 protocol. */
    record Remote(S3 s3) implements Store {
        @Override
        public void put(String name, Path file, Progress progress) throws IOException {
            long all = Files.size(file);
            s3.put(name, file, done -> progress.at("copying", done, all));
        }

        @Override
        public void delete(String name) {
            s3.delete(name);
        }
    }
}
