package com.mewayz.traffic;

/** What a row of the log stands for. The order is stored. */
public enum Kind {
    VIEW,
    CLICK,
    OUT,
    EVENT,
    STAY;

    static Kind of(Act act) {
        return switch (act) {
            case Act.View _ -> VIEW;
            case Act.Click _ -> CLICK;
            case Act.Out _ -> OUT;
            case Act.Named _ -> EVENT;
            case Act.Stay _ -> STAY;
        };
    }
}
