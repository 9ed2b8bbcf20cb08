package com.mewayz.platform.crypto;

/**
 * A column that holds sealed secrets, for whoever seals them anew when the key changes. A secret is sealed for its
 * place: table, column and the row's key.
 *
 * @param key the column that names a row
 * @param rows which rows hold a secret, as an SQL condition; text that is empty never does
 */
public record Sealed(String table, String key, String column, String rows) {
    /** A column of rows with an id. */
    public static Sealed column(String table, String column) {
        return new Sealed(table, "id", column, "true");
    }

    /** A setting of the server that is a secret. */
    public static Sealed setting(String name) {
        return new Sealed("setting", "name", "value", "name = '" + name + "'");
    }

    /** What the secret of a row is sealed for: {@code letter.body 4711}. */
    public String place(Object row) {
        return table + "." + column + " " + row;
    }
}
