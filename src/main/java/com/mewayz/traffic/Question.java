package com.mewayz.traffic;

import java.util.List;

/**
 * What is to be counted.
 *
 * @param filters all of them apply
 */
public record Question(List<Long> sites, Period period, List<Filter> filters) {
    public Question {
        sites = List.copyOf(sites);
        filters = List.copyOf(filters);
    }

    public static Question of(List<Long> sites, Period period) {
        return new Question(sites, period, List.of());
    }

    public Question during(Period other) {
        return new Question(sites, other, filters);
    }
}
