package com.mewayz;

/** The entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.err.println("mewayz 0.1.0");
    }
}
