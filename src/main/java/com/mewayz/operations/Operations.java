package com.mewayz.operations;

import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.time.Clock;
import java.time.Duration;

/** Running the server: the mail server's page, and the jobs that send mail. */
public final class Operations implements Feature {
    /** The job that sends what waits. */
    public static final String SEND_LETTERS = "send-letters";

    private final Mailer mailer;
    private final MailPages mail;

    /** @param registration whether the configuration lets anybody make an account */
    public Operations(Db db, Bus bus, Clock clock, Mailer mailer, Views views, boolean registration) {
        this.mailer = mailer;
        this.mail = new MailPages(db, bus, clock, mailer, views, registration);
    }

    @Override
    public void pages(Pages pages) {
        mail.mount(pages);
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofMinutes(5), SEND_LETTERS, mailer::send);
        jobs.every(Duration.ofHours(12), "expire-letters", mailer::expire);
    }
}
