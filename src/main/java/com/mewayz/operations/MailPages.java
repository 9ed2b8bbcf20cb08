package com.mewayz.operations;

import static com.mewayz.platform.web.Role.OPERATOR;

import com.mewayz.facts.ServerFact.SettingChanged;
import com.mewayz.platform.Check;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Dialogue;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.MailServer;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Throttle;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The mail server: who it is, whether it takes a letter, and what became of the last ones. */
final class MailPages {
    private static final String PATH = "/settings/mail";
    private static final String PAGE = "operations/mail";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Db db;
    private final Bus bus;
    private final Mailer mailer;
    private final MailSettings settings;
    private final Views views;
    private final boolean registration;
    private final Throttle tests;

    /** @param registration whether the configuration lets anybody make an account */
    MailPages(Db db, Bus bus, Clock clock, Mailer mailer, Views views, boolean registration) {
        this.db = db;
        this.bus = bus;
        this.mailer = mailer;
        this.settings = mailer.settings();
        this.views = views;
        this.registration = registration;
        this.tests = new Throttle(clock, 20, Duration.ofHours(1));
    }

    void mount(Pages pages) {
        pages.get(PATH, OPERATOR, call -> views.page(call, PAGE, model(call)));
        pages.post(PATH, OPERATOR, this::save, this::again);
        pages.post(PATH + "/address", OPERATOR, this::saveAddress, this::again);
        pages.post(PATH + "/removal", OPERATOR, this::remove);
        pages.post(PATH + "/test", OPERATOR, this::test, this::again);
    }

    private Answer save(Call call) {
        call.requireFresh();
        if (settings.fixed()) {
            throw Problem.conflict("The configuration names the mail server; change it there.");
        }
        var kept = settings.server();
        var input = MailServerInput.of(call.form());
        input.check(kept).done();
        db.inTransaction(() -> {
            settings.keep(input.server(kept));
            settings.suggestAddress(call.origin().base());
            bus.publish(new SettingChanged(call.user(), "mail server"));
        });
        return Answer.seeOther(PATH);
    }

    private Answer saveAddress(Call call) {
        call.requireFresh();
        if (settings.addressFixed()) {
            throw Problem.conflict("The configuration says where links lead: base_url. Change it there.");
        }
        var address = call.form().text("address").replaceAll("/+$", "");
        new Check()
                .that(
                        "address",
                        MailSettings.isAddress(address),
                        "Write how people reach this server, like https://mia.example, without a path.")
                .done();
        db.inTransaction(() -> {
            settings.keepAddress(address);
            bus.publish(new SettingChanged(call.user(), "address in links"));
        });
        return Answer.seeOther(PATH);
    }

    private Answer remove(Call call) {
        call.requireFresh();
        db.inTransaction(() -> {
            settings.forget();
            bus.publish(new SettingChanged(call.user(), "mail server"));
        });
        return Answer.seeOther(PATH);
    }

    private Answer test(Call call) {
        var to = call.form().text("to");
        new Check().email("to", to).done();
        var server = settings.server().orElseThrow(() -> Problem.conflict("Enter a mail server first."));
        tests.take("test");
        var letter = new Letter(
                "test",
                to,
                "A test from Mewayz",
                List.of("This letter shows that " + server.host() + " sends mail for this server."),
                Optional.of(new Letter.Button("Open this server", mailer.link("/"))));
        var model = model(call);
        model.put("dialogue", shown(mailer.test(server, letter)));
        model.put("form", form(to));
        return views.page(call, PAGE, model);
    }

    private Answer again(Call call, Problem problem) {
        return views.again(call, problem, PAGE, model(call));
    }

    private Map<String, Object> model(Call call) {
        var model = new HashMap<String, Object>();
        model.put("page", "Mail server");
        model.put("fixed", settings.fixed());
        model.put("ready", mailer.ready());
        model.put("closed", registration && !mailer.ready());
        model.put("addressFixed", settings.addressFixed());
        model.put("linksLeadTo", settings.address());
        model.put("here", call.origin().base());
        model.put("form", form(call.caller().email()));
        model.put("server", settings.server().map(MailPages::shown).orElse(Map.of()));
        model.put("kinds", KINDS);
        model.put("dialogue", Map.of());
        model.put("letters", mailer.latest(10).stream().map(MailPages::shown).toList());
        return model;
    }

    private static final List<Map<String, String>> KINDS = List.of(
            Map.of("value", "starttls", "label", "STARTTLS, usually port 587"),
            Map.of("value", "tls", "label", "TLS, usually port 465"),
            Map.of("value", "none", "label", "None, usually port 25"));

    private Map<String, Object> form(String to) {
        var form = new HashMap<String, Object>(Map.of("to", to, "address", settings.address(), "tls", "starttls"));
        settings.server().ifPresent(server -> form.putAll(shown(server)));
        return form;
    }

    private static Map<String, Object> shown(MailServer server) {
        return Map.of(
                "host", server.host(),
                "port", String.valueOf(server.port()),
                "tls", server.tls().word(),
                "user", server.user(),
                "secret", !server.secret().isEmpty(),
                "senderName", server.senderName(),
                "senderAddress", server.senderAddress());
    }

    private static Map<String, Object> shown(Dialogue dialogue) {
        return Map.of(
                "sent", dialogue.sent(),
                "sentence", dialogue.sentence(),
                "lines",
                        dialogue.lines().stream()
                                .map(line -> Map.of("ours", line.ours(), "text", line.text()))
                                .toList());
    }

    private static Map<String, Object> shown(Mailer.Sent letter) {
        return Map.of(
                "kind", letter.kind().replace('-', ' '),
                "recipient", letter.recipient(),
                "state", letter.state().word(),
                "reply", letter.reply(),
                "tone",
                        switch (letter.state()) {
                            case WAITING -> "";
                            case SENT -> "ok";
                            case REFUSED -> "bad";
                            case UNCERTAIN -> "warn";
                        },
                "at", letter.createdAt().toString(),
                "when", WHEN.format(letter.createdAt()));
    }
}
