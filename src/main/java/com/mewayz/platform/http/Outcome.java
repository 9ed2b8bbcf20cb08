package com.mewayz.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What became of a request. The reasons are sentences of ours: nothing the other side wrote is in them. */
public sealed interface Outcome {
    /** @param headers by their names in lower case; several of one name are joined by commas */
    record Answered(int status, Map<String, String> headers, byte[] body) implements Outcome {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Empty if it is missing. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public boolean fine() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "answer " + status; // never the body
        }
    }

    /** It was not sent, and will not be another time. */
    record Refused(String why) implements Outcome {}

    /** It was not sent this time: nobody is there, or not yet. */
    record TryLater(String why) implements Outcome {}

    /** It was sent, in whole or in part, and no answer that makes sense came back. */
    record Uncertain(String why) implements Outcome {}
}
