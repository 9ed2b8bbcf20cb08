package com.mewayz.platform.db;

import java.util.Optional;

/** Settings of the server that are changed while it runs, by name. What is secret is sealed before it comes here. */
public final class StoredSettings {
    private final Db db;

    public StoredSettings(Db db) {
        this.db = db;
    }

    public Optional<String> find(String name) {
        return db.find(Stored.class, "select value from setting where name = ?", name)
                .map(Stored::value);
    }

    public void put(String name, String value) {
        db.run(
                "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }

    public void remove(String name) {
        db.run("delete from setting where name = ?", name);
    }

    private record Stored(String value) {
        @Override
        public String toString() {
            return "setting"; // never its value
        }
    }
}
