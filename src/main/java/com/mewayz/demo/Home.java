package com.mewayz.demo;

/**
 * Where visitors live: the language they ask for, and a network of a provider there, so that the tables tell their
 * country as they tell everybody's.
 */
record Home(String language, String network, int bits) {
    static final Odds<Home> ALL = Odds.of(34, new Home("pt-PT,pt;q=0.9,en;q=0.8", "85.240.0.0", 13))
            .and(26, new Home("en-GB,en;q=0.9", "86.128.0.0", 10))
            .and(12, new Home("en-US,en;q=0.9", "73.0.0.0", 8))
            .and(9, new Home("pt-BR,pt;q=0.9", "177.32.0.0", 12))
            .and(8, new Home("es-ES,es;q=0.9,en;q=0.8", "88.0.0.0", 11))
            .and(6, new Home("de-DE,de;q=0.9,en;q=0.8", "84.128.0.0", 10))
            .and(5, new Home("fr-FR,fr;q=0.9", "82.64.0.0", 14));

    /** An address of the network: the number's last bits in place of the network's own. */
    String address(int number) {
        int address = 0;
        for (var part : network.split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        address |= number & -1 >>> bits;
        return (address >>> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
