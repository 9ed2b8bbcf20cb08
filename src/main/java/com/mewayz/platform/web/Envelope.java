package com.mewayz.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.mewayz.platform.Json;
import com.mewayz.platform.Problem;
import com.mewayz.platform.db.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of every answer of the API, as the contract gives it. */
record Envelope(
        boolean success,
        String message,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Object data,
        @Nullable Map<String, List<String>> errors,
        Meta meta) {

    static String of(String message, @Nullable Object result, Instant now) {
        return Json.write(
                switch (result) {
                    case Page<?> page ->
                        success(
                                message,
                                page.items(),
                                new Pagination(page.page(), page.pages(), page.total(), page.size()),
                                now);
                    // after a change of order the list comes whole, on a single page
                    case List<?> all ->
                        success(message, all, new Pagination(1, 1, all.size(), Math.max(1, all.size())), now);
                    case null, default -> success(message, result, null, now);
                });
    }

    private static Envelope success(
            String message, @Nullable Object data, @Nullable Pagination pagination, Instant now) {
        return new Envelope(true, message, data, null, new Meta(pagination, now, null));
    }

    static String of(Problem problem, Instant now, String request) {
        return failure(problem.getMessage(), problem.fields(), now, request);
    }

    static String failure(@Nullable String message, Map<String, List<String>> errors, Instant now, String request) {
        return Json.write(new Envelope(false, String.valueOf(message), null, errors, new Meta(null, now, request)));
    }

    record Meta(
            @Nullable Pagination pagination,
            Instant timestamp,
            @JsonProperty("request_id") @Nullable String request) {}

    record Pagination(
            @JsonProperty("current_page") int page,
            @JsonProperty("total_pages") int pages,
            @JsonProperty("total_items") long items,
            @JsonProperty("per_page") int size) {}
}
