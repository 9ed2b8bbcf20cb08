package com.mewayz.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("keys", "secret.key");
    }

    @Test
    void whatIsSealedOpensAgainAfterARestart() {
        var sealed = Secrets.create(file, RANDOM).seal("s3cret ü", "token 1");
        assertThat(sealed).startsWith("v1.").doesNotContain("s3cret");
        assertThat(Secrets.open(file, RANDOM).open(sealed, "token 1")).isEqualTo("s3cret ü");
        assertThat(Secrets.create(file, RANDOM).open(sealed, "token 1")).isEqualTo("s3cret ü");
        assertThat(sealed).contains(Secrets.open(file, RANDOM).keyId());
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWayTwice() {
        var secrets = Secrets.create(file, RANDOM);
        var seen = new HashSet<String>();
        IntStream.range(0, 1000).forEach(i -> seen.add(secrets.seal("same", "same")));
        assertThat(seen).hasSize(1000);
    }

    @Test
    void aSecretOpensOnlyWhereItBelongsAndOnlyUnchanged() {
        var secrets = Secrets.create(file, RANDOM);
        var sealed = secrets.seal("secret", "token 1");
        refused(secrets, sealed, "token 2");
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            refused(secrets, sealed.substring(0, i) + other + sealed.substring(i + 1), "token 1");
            refused(secrets, sealed.substring(0, i), "token 1");
        }
    }

    @Test
    void anotherKeyFileDoesNotFitAndSaysSo() {
        var sealed = Secrets.create(file, RANDOM).seal("secret", "");
        var other = Secrets.create(folder.resolve("other.key"), RANDOM);
        assertThatThrownBy(() -> other.open(sealed, "")).hasMessageContaining("Restore the key file");
    }

    @Test
    void anOlderKeyStillOpens() throws IOException {
        var sealed = Secrets.create(file, RANDOM).seal("old", "");
        var newer = folder.resolve("newer.key");
        Secrets.create(newer, RANDOM);
        Files.write(newer, Files.readAllLines(file), StandardOpenOption.APPEND);
        var both = Secrets.open(newer, RANDOM);
        assertThat(both.open(sealed, "")).isEqualTo("old");
        assertThat(both.seal("new", "")).doesNotContain(sealed.split("\\.")[1]);
    }

    @Test
    void theKeyFileIsForItsOwnerOnly() throws IOException {
        Secrets.create(file, RANDOM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("keys").toFile().list()).containsExactly("secret.key");
        for (var permissions : List.of("rw-r--r--", "rw----r--", "rw-rw----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertThatThrownBy(() -> Secrets.open(file, RANDOM)).hasMessageContaining("chmod 600 " + file);
        }
    }

    @Test
    void aMissingKeyFileIsNotReplacedSilently() {
        assertThatThrownBy(() -> Secrets.open(file, RANDOM)).hasMessageContaining("is missing. Restore it");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "not base64!", "c2hvcnQ=", "ä"})
    void aDamagedKeyFileIsNamed(String content) throws IOException {
        Secrets.create(file, RANDOM);
        Files.writeString(file, content);
        assertThatThrownBy(() -> Secrets.open(file, RANDOM)).hasMessageContaining("is damaged");
    }

    @Test
    void ofManyStartsAtOnceOneMakesTheKey() {
        var ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> Secrets.create(file, RANDOM).keyId())
                .toList();
        assertThat(new HashSet<>(ids)).hasSize(1);
    }

    private static void refused(Secrets secrets, String sealed, String associated) {
        assertThatThrownBy(() -> secrets.open(sealed, associated)).isInstanceOf(IllegalStateException.class);
    }
}
