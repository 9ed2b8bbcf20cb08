package com.mewayz.platform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the S3 documentation ("Signature Calculations for the Authorization Header"), with its keys and time. */
class SignatureTest {
    private final Signature signature =
            new Signature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    @ParameterizedTest
    @CsvSource({
        "lifecycle,,,,fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "max-keys,2,prefix,J,34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void theExamplesOfTheDocumentationComeOut(String name, String value, String more, String second, String expected) {
        var query = new TreeMap<>(Map.of(name, value == null ? "" : value));
        if (more != null) {
            query.put(more, second);
        }
        var headers = signature.headers(
                "GET",
                "examplebucket.s3.amazonaws.com",
                "/",
                query,
                new byte[0],
                Instant.parse("2013-05-24T00:00:00Z"));
        assertThat(headers.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=" + expected);
        assertThat(headers).containsEntry("x-amz-date", "20130524T000000Z");
    }

    @Test
    void namesAreEncodedAsTheProtocolWants() {
        assertThat(Signature.encode("/a b/ü+(1)~.zip", true)).isEqualTo("/a%20b/%C3%BC%2B%281%29~.zip");
        assertThat(Signature.encode("a/b", false)).isEqualTo("a%2Fb");
    }
}
