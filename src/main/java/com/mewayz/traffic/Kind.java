package com.mewayz.traffic;

import java.util.stream.Stream;

/** What a row of the log stands for. */
public enum Kind {
    VIEW(0),
    CLICK(1),
    OUT(2),
    EVENT(3),
    STAY(4);

    /** As it is stored. */
    final int code;

    Kind(int code) {
        this.code = code;
    }

    static Kind of(Act act) {
        return switch (act) {
            case Act.View _ -> VIEW;
            case Act.Click _ -> CLICK;
            case Act.Out _ -> OUT;
            case Act.Named _ -> EVENT;
            case Act.Stay _ -> STAY;
        };
    }

    static Kind of(int code) {
        return Stream.of(values()).filter(kind -> kind.code == code).findFirst().orElseThrow();
    }
}
