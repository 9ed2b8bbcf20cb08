package com.mewayz.operations;

import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Running the server: the pages of the mail server, the timetable and the configuration, and the jobs around them. */
public final class Operations implements Feature {
    /** The job that sends what waits. */
    public static final String SEND_LETTERS = "send-letters";

    private final Mailer mailer;
    private final MailPages mail;
    private final TimetablePages timetable;
    private final ConfigurationPages configuration;
    private final Cleaning cleaning;

    /** What is needed beside the data: {@code jobs} and both databases, which the clean-up is for. */
    public record Parts(Db db, Db trafficDb, Bus bus, Clock clock, Jobs jobs, Mailer mailer, Settings settings) {}

    public Operations(Parts parts, Views views) {
        mailer = parts.mailer;
        mail = new MailPages(parts.db, parts.bus, parts.clock, mailer, views, parts.settings.openRegistration());
        timetable = new TimetablePages(parts.db, parts.bus, parts.clock, parts.jobs, views);
        configuration = new ConfigurationPages(parts.settings, views);
        cleaning = new Cleaning(parts.db, parts.trafficDb, parts.settings.data());
    }

    public List<Notice> notices() {
        return timetable.notices();
    }

    @Override
    public void api(Api api) {
        timetable.api(api);
    }

    @Override
    public void pages(Pages pages) {
        mail.mount(pages);
        timetable.mount(pages);
        configuration.mount(pages);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.telling(
                Duration.ofDays(7),
                "clean-up",
                "Lets the databases measure their indexes anew and gives back room that is not used.",
                cleaning::run);
        jobs.every(Duration.ofMinutes(5), SEND_LETTERS, "Sends letters that wait.", mailer::send);
        jobs.every(Duration.ofHours(12), "expire-letters", "Forgets letters that were sent long ago.", mailer::expire);
    }
}
