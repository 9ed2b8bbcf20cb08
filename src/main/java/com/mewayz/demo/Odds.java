package com.mewayz.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Things and how often each of them is drawn, in relation to the others. */
record Odds<T>(List<Chance<T>> chances, double sum) {
    static <T> Odds<T> of(double weight, T thing) {
        return new Odds<>(List.of(new Chance<>(weight, thing)), weight);
    }

    static <T> Odds<T> of(List<Chance<T>> chances) {
        return new Odds<>(chances, chances.stream().mapToDouble(Chance::weight).sum());
    }

    Odds<T> and(double weight, T thing) {
        var more = new ArrayList<>(chances);
        more.add(new Chance<>(weight, thing));
        return new Odds<>(List.copyOf(more), sum + weight);
    }

    /** The same odds, with another sum. */
    Odds<T> scaled(double to) {
        return of(chances.stream()
                .map(chance -> new Chance<>(chance.weight * to / sum, chance.thing))
                .toList());
    }

    T draw(RandomGenerator random) {
        double left = random.nextDouble(sum);
        for (var chance : chances) {
            left -= chance.weight;
            if (left < 0) {
                return chance.thing;
            }
        }
        return chances.getLast().thing;
    }

    record Chance<T>(double weight, T thing) {}
}
