package com.mewayz.operations.backups;

import com.mewayz.platform.Check;
import com.mewayz.platform.web.Form;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where archives are copied to, as somebody entered it, or as it is kept: then without the secret key.
 *
 * @param kind folder or s3
 * @param secretKey empty to keep the one that is there
 */
record CopyInput(
        String kind,
        @Nullable String folder,
        @Nullable String endpoint,
        @Nullable String region,
        @Nullable String bucket,
        @Nullable String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey) {
    static final String FOLDER = "folder";
    static final String S3 = "s3";

    static CopyInput of(Form form) {
        var kind = form.text("kind");
        return kind.equals(S3)
                ? new CopyInput(
                        kind,
                        null,
                        form.text("endpoint").replaceAll("/+$", ""),
                        form.text("region").isEmpty() ? "us-east-1" : form.text("region"),
                        form.text("bucket"),
                        form.text("prefix"),
                        form.text("access_key"),
                        form.raw("secret_key").strip())
                : new CopyInput(kind, form.text("folder"), null, null, null, null, null, null);
    }

    /** @param known the secret key that is kept, empty if there is none */
    CopyInput checked(String known) {
        var check = new Check().oneOf("kind", kind, Set.of(FOLDER, S3));
        if (kind.equals(FOLDER)) {
            check.that(
                    "folder",
                    text(folder).matches("/.{1,500}"),
                    "Write the whole path of a folder, like /mnt/backups.");
        }
        if (kind.equals(S3)) {
            check.webAddress("endpoint", endpoint)
                    .that("endpoint", !text(endpoint).matches("https?://[^/]*/.*"), "Leave out the path.")
                    .that("endpoint", text(endpoint).indexOf('?') < 0, "Leave out what follows ?.")
                    .that(
                            "region",
                            text(region).matches("[A-Za-z0-9-]{1,50}"),
                            "Write it as the store does, like eu-central-1.")
                    .that(
                            "bucket",
                            text(bucket).matches("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]"),
                            "Write the bucket's name.")
                    .that("prefix", text(prefix).matches("[A-Za-z0-9/._-]{0,100}"), "Use letters, digits, and / . _ -.")
                    .that(
                            "prefix",
                            !text(prefix).startsWith("/") && !text(prefix).contains(".."),
                            "Begin with a name.")
                    .that("access_key", text(accessKey).matches("[\\x21-\\x7e]{1,200}"), "Copy it from the store.")
                    .that(
                            "secret_key",
                            text(secretKey).matches("[\\x21-\\x7e]{1,500}")
                                    || text(secretKey).isEmpty() && !known.isEmpty(),
                            "Copy it from the store.");
        }
        check.done();
        return text(secretKey).isEmpty() ? with(known) : this;
    }

    CopyInput with(String secret) {
        return new CopyInput(kind, folder, endpoint, region, bucket, prefix, accessKey, secret);
    }

    /** For people: where that is. */
    String words() {
        return kind.equals(FOLDER) ? "the folder " + folder : "the bucket " + bucket + " at " + endpoint;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "copies to " + kind; // never the keys
    }
}
