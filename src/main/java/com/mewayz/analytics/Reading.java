package com.mewayz.analytics;

import com.mewayz.accounts.Users;
import com.mewayz.facts.WorkspaceFact.WorkspaceChanged;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Sealed;
import com.mewayz.platform.crypto.Secrets;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import com.mewayz.traffic.Acts;
import com.mewayz.traffic.Dump;
import com.mewayz.traffic.Imports;
import com.mewayz.traffic.Visits;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What can be done with figures beyond looking at them: goals, reports, exports, imports and links that show them. */
public final class Reading implements Feature {
    /** Columns that hold secrets. */
    public static final List<Sealed> SEALED = List.of(Shares.LINK);

    /** The job that reads files of figures. */
    public static final String READ_IMPORTS = ImportPages.READ;

    private final List<Feature> features;
    private final SavedReports reports;
    private final Imports imports;

    public Reading(Parts parts, Views views) {
        var scope = new Scope(parts.sites, parts.clock);
        var shares = new Shares(parts.db, parts.bus, parts.clock, parts.tokens, parts.secrets, scope);
        imports = parts.imports;
        reports =
                new SavedReports(parts.db, parts.bus, scope, parts.visits, parts.workspaces, parts.users, parts.mailer);
        features = List.of(
                new GoalPages(
                        new Goals(parts.db, parts.bus, scope),
                        new Conversions(parts.visits, parts.acts, parts.bus.facts()),
                        scope,
                        views),
                new ReportPages(reports, scope, views),
                new ExportPages(new Exports(parts.db, parts.bus, parts.visits, parts.dump, scope), scope, views),
                new SharePages(shares, parts.passwords, scope, views),
                new SharedPages(shares, scope, parts.visits, parts.passwords, parts.secrets, parts.clock, views),
                new ImportPages(imports, parts.db, parts.bus, scope, parts.wake, views));
    }

    /** After a start: goes on with what a crash interrupted. */
    public void recover() {
        imports.recover();
    }

    @Override
    public void api(Api api) {
        features.forEach(feature -> feature.api(api));
    }

    @Override
    public void pages(Pages pages) {
        features.forEach(feature -> feature.pages(pages));
    }

    @Override
    public void listen(Bus bus) {
        bus.on("report-times", WorkspaceChanged.class, fact -> reports.reschedule(fact.workspace()));
    }

    @Override
    public void jobs(Jobs jobs) {
        features.forEach(feature -> feature.jobs(jobs));
        jobs.every(Duration.ofMinutes(5), "send-reports", "Sends reports that are due.", reports::sendDue);
    }

    /** @param wake lets the job {@link #READ_IMPORTS} run soon */
    public record Parts(
            Db db,
            Bus bus,
            Clock clock,
            Visits visits,
            Acts acts,
            Dump dump,
            Imports imports,
            SiteCatalogue sites,
            Workspaces workspaces,
            Users users,
            Mailer mailer,
            Tokens tokens,
            Secrets secrets,
            Passwords passwords,
            Runnable wake) {}
}
