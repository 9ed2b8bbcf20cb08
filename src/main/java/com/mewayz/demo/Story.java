package com.mewayz.demo;

import com.mewayz.accounts.SignIns;
import com.mewayz.accounts.User;
import com.mewayz.accounts.UserInput;
import com.mewayz.biosites.BlockInput;
import com.mewayz.biosites.Placed;
import com.mewayz.biosites.Sites;
import com.mewayz.demo.Demo.Creator;
import com.mewayz.demo.Demo.Parts;
import com.mewayz.platform.web.Role;
import com.mewayz.workspaces.WorkspaceInput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the team did so far, from the first account to yesterday's change. It is lived through on the timeline by the
 * verbs that people use, so every row and every fact carries its time and its author.
 */
final class Story {
    static final ZoneId HOME = ZoneId.of("Europe/Lisbon");

    private static final String LAPTOP = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

    private final Parts parts;
    private final Timeline time;
    private final RandomGenerator random;
    private final Sizes sizes;
    private final LocalDate today;
    private final Instant sale;
    private final Map<Integer, Placed> placed = new LinkedHashMap<>();
    private final Map<Integer, Instant> shown = new HashMap<>();
    private final Map<Integer, Instant> gone = new HashMap<>();
    private List<Piece> page = List.of();
    private Instant moment = Instant.EPOCH;
    private long workspace;
    private long site;

    Story(Parts parts, Timeline time, RandomGenerator random, Sizes sizes, Instant now) {
        this.parts = parts;
        this.time = time;
        this.random = random;
        this.sizes = sizes;
        this.today = LocalDate.ofInstant(now, HOME);
        this.sale = today.plusDays(5).atTime(10, 0).atZone(HOME).toInstant();
    }

    /** The links, and when visitors could see them; what is yet to come is not among them. */
    List<Aim> aims() {
        return placed.entrySet().stream()
                .filter(entry -> page.get(entry.getKey()).pull() > 0)
                .map(entry -> new Aim(
                        entry.getValue().id(),
                        page.get(entry.getKey()).pull(),
                        Objects.requireNonNull(shown.get(entry.getKey())),
                        gone.getOrDefault(entry.getKey(), Instant.MAX)))
                .toList();
    }

    /** When the page went live. */
    Instant opened() {
        return shown.values().stream().min(Instant::compareTo).orElseThrow();
    }

    Creator tell() {
        on(90, "09:12");
        var mia = join(
                Content.NAME,
                Demo.EMAIL,
                user -> workspace = parts.workspaces()
                        .create(user.id(), new WorkspaceInput(Content.NAME, HOME.getId()))
                        .id());
        var library = new Library(parts.media(), workspace);
        var content = new Content(library, sale);
        page = content.page();
        site = sites().create(workspace, mia.id(), content.site(Content.FIRST_THEME, null))
                .id();
        passes();
        sites().edit(workspace, mia.id(), site, content.site(Content.FIRST_THEME, library.picture("mia.jpg")));
        build(90, mia);

        on(84, "11:05");
        var joana = join("Joana Reis", Demo.EDITOR, user -> member(mia, user, Role.EDITOR));
        passes();
        var tomas = join("Tomás Lindqvist", Demo.VIEWER, user -> member(mia, user, Role.VIEWER));

        working(78, "15:05", joana, () -> build(78, joana));
        working(61, "10:22", mia, () -> build(61, mia));
        working(44, "21:40", mia, () -> {
            var avatar = sites().get(workspace, site).avatar();
            sites().edit(workspace, mia.id(), site, content.site(Content.THEME, avatar));
            publish(mia);
        });
        working(40, "11:48", joana, () -> build(40, joana));
        working(30, "08:02", mia, () -> build(30, mia));
        var draft = new long[1];
        working(12, "16:15", joana, () -> draft[0] = draft(content, joana));
        working(6, "16:40", joana, () -> build(6, joana));
        working(2, "18:27", joana, () -> hide(2, joana));
        return new Creator(workspace, mia.id(), joana.id(), tomas.id(), site, draft[0]);
    }

    private User join(String name, String email, Consumer<User> place) {
        var user = parts.accounts().users().register(new UserInput(name, email, Demo.PASSWORD), () -> {}, place);
        parts.bus().deliver();
        passes();
        return user;
    }

    private void member(User by, User user, Role role) {
        parts.workspaces().join(workspace, by.id(), user.id(), role);
    }

    /** Somebody signs in, does something, and signs out. */
    private void working(int day, String at, User user, Runnable work) {
        on(day, at);
        var session = parts.accounts().signIns().start(user, SignIns.Kind.COOKIE, LAPTOP);
        passes();
        work.run();
        passes();
        parts.accounts().signIns().signOut(user.id(), session.session());
    }

    /** Adds the blocks of the day, puts them in their places, and shows the result. */
    private void build(int day, User by) {
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).day() == day) {
                passes();
                placed.put(
                        i,
                        parts.bioSites()
                                .blocks()
                                .add(workspace, by.id(), site, page.get(i).input()));
            }
        }
        var order = placed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().id())
                .toList();
        passes();
        parts.bioSites().blocks().reorder(workspace, by.id(), site, order);
        publish(by);
    }

    private void hide(int day, User by) {
        placed.forEach((i, block) -> {
            if (page.get(i).hidden() == day) {
                parts.bioSites().blocks().hide(workspace, by.id(), site, block.id());
            }
        });
        publish(by);
        placed.keySet().stream().filter(i -> page.get(i).hidden() == day).forEach(i -> gone.put(i, moment));
    }

    private long draft(Content content, User by) {
        long draft = sites().create(workspace, by.id(), content.draft()).id();
        content.draftBlocks().forEach(block -> {
            passes();
            parts.bioSites().blocks().add(workspace, by.id(), draft, new BlockInput(block));
        });
        return draft;
    }

    private void publish(User by) {
        passes();
        parts.bioSites().publications().publish(workspace, by.id(), site);
        parts.bus().deliver();
        placed.keySet().forEach(i -> shown.putIfAbsent(i, moment));
    }

    /** Goes to a day and time, if that is later than the story is. */
    private void on(int day, String at) {
        var next = today.minusDays(sizes.ago(day))
                .atTime(LocalTime.parse(at))
                .atZone(HOME)
                .toInstant();
        passes();
        go(next.isAfter(moment) ? next : moment);
    }

    /** A minute or so goes by. */
    private void passes() {
        go(moment.plus(Duration.ofMillis(random.nextLong(20_000, 100_000))));
    }

    private void go(Instant next) {
        moment = next;
        time.hold(moment);
    }

    private Sites sites() {
        return parts.bioSites().sites();
    }
}
