package com.mewayz.operations.flags;

import com.mewayz.facts.ServerFact.FlagChanged;
import com.mewayz.operations.Notice;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.web.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which flags are on: by workspace, else for the whole server, else they are. Asked with requests, so known in memory. */
public final class Flags {
    private static final long SERVER = 0;

    private final Db db;
    private final Bus bus;
    private volatile Map<Key, Boolean> known;

    public Flags(Db db, Bus bus) {
        this.db = db;
        this.bus = bus;
        this.known = read();
    }

    private record Key(String flag, long workspace) {}

    private record Row(String flag, long workspace, boolean value) {}

    private Map<Key, Boolean> read() {
        Map<Key, Boolean> values = new HashMap<>();
        db.list(Row.class, "select flag, workspace, value from flag")
                .forEach(row -> values.put(new Key(row.flag, row.workspace), row.value));
        return Map.copyOf(values);
    }

    public boolean isOn(Flag flag, long workspace) {
        var own = own(flag, workspace);
        return own == null ? isOn(flag) : own;
    }

    /** For workspaces that have no value of their own. */
    boolean isOn(Flag flag) {
        return known.getOrDefault(new Key(flag.word(), SERVER), true);
    }

    /** A workspace's own value; null if it has none. */
    @Nullable
    Boolean own(Flag flag, long workspace) {
        return known.get(new Key(flag.word(), workspace));
    }

    /** How many workspaces have a value of their own. */
    long exceptions(Flag flag) {
        return known.keySet().stream()
                .filter(key -> key.flag.equals(flag.word()) && key.workspace != SERVER)
                .count();
    }

    /** Why a workspace may not do what a route is for; empty if it may. */
    public Optional<String> refusal(Route route, long workspace) {
        return Flag.of(route).filter(flag -> !isOn(flag, workspace)).map(Flags::sentence);
    }

    /** What to say on a page of the console of what is switched off. */
    public List<Notice> notices(String path, long workspace) {
        return Flag.ofPage(path)
                .filter(flag -> !isOn(flag, workspace))
                .map(flag -> List.of(new Notice(sentence(flag), "", "")))
                .orElse(List.of());
    }

    private static String sentence(Flag flag) {
        return flag.label() + ": switched off for this workspace by whoever runs this server. What there is goes on.";
    }

    /**
     * What is so already is neither stored nor written down again.
     *
     * @param value null for what holds without it: the server's for a workspace, and on for the server
     */
    void set(long by, Flag flag, long workspace, @Nullable Boolean value) {
        db.inTransaction(() -> {
            var before = db.find(
                    Row.class,
                    "select flag, workspace, value from flag where flag = ? and workspace = ?",
                    flag.word(),
                    workspace);
            if (Objects.equals(before.map(Row::value).orElse(null), value)) {
                return;
            }
            if (value == null) {
                db.run("delete from flag where flag = ? and workspace = ?", flag.word(), workspace);
            } else {
                db.run("""
                        insert into flag (flag, workspace, value) values (?, ?, ?)
                        on conflict do update set value = excluded.value""", flag.word(), workspace, value);
            }
            bus.publish(new FlagChanged(by, flag.word(), workspace, value == null ? "as usual" : value ? "on" : "off"));
            db.afterCommit(() -> known = read());
        });
    }

    void set(long by, Flag flag, boolean value) {
        set(by, flag, SERVER, value);
    }

    void reset(long by, Flag flag) {
        set(by, flag, SERVER, null);
    }
}
