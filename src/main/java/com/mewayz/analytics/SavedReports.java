package com.mewayz.analytics;

import com.mewayz.accounts.User;
import com.mewayz.accounts.Users;
import com.mewayz.facts.WorkspaceFact.WorkspaceChanged;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.db.Page;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.traffic.Visits;
import com.mewayz.workspaces.Member;
import com.mewayz.workspaces.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a workspace. What is due is stored, its letters are queued and its next time is set in one
 * transaction: whatever happens in between, nothing is sent twice. Runs that were missed are not made up for, but the
 * last of them.
 */
final class SavedReports {
    private static final Logger LOG = Logger.getLogger(SavedReports.class.getName());
    private static final int MOST = 50;
    private static final int KEPT = 100;

    private final Db db;
    private final Bus bus;
    private final Scope scope;
    private final Visits visits;
    private final Workspaces workspaces;
    private final Users users;
    private final Mailer mailer;

    SavedReports(Db db, Bus bus, Scope scope, Visits visits, Workspaces workspaces, Users users, Mailer mailer) {
        this.db = db;
        this.bus = bus;
        this.scope = scope;
        this.visits = visits;
        this.workspaces = workspaces;
        this.users = users;
        this.mailer = mailer;
    }

    Page<SavedReport> page(long workspace, int page, int size) {
        return db.page(
                SavedReport.class, page, size, "select * from report where workspace = ? order by id", workspace);
    }

    SavedReport get(long workspace, long id) {
        return db.find(SavedReport.class, "select * from report where workspace = ? and id = ?", workspace, id)
                .orElseThrow(() -> Problem.notFound("report"));
    }

    SavedReport create(long workspace, long by, ReportInput input) {
        var row = row(workspace, input);
        return db.inTransaction(() -> {
            if (db.number("select count(*) from report where workspace = ?", workspace) >= MOST) {
                throw Problem.conflict("A workspace has at most " + MOST + " reports. Delete one first.");
            }
            long id = db.add("report", workspace, row);
            bus.publish(new WorkspaceChanged(workspace, by, "reports"));
            return get(workspace, id);
        });
    }

    SavedReport edit(long workspace, long by, long id, ReportInput input) {
        get(workspace, id);
        var row = row(workspace, input);
        return db.inTransaction(() -> {
            if (!db.change("report", workspace, id, row)) {
                throw Problem.notFound("report");
            }
            bus.publish(new WorkspaceChanged(workspace, by, "reports"));
            return get(workspace, id);
        });
    }

    void delete(long workspace, long by, long id) {
        db.inTransaction(() -> {
            if (!db.remove("report", workspace, id)) {
                throw Problem.notFound("report");
            }
            bus.publish(new WorkspaceChanged(workspace, by, "reports"));
        });
    }

    /** Makes a report now, for whoever asked; nothing is sent. */
    ReportResult run(long workspace, long id) {
        var report = get(workspace, id);
        var data = data(workspace, report);
        long result = db.inTransaction(() -> store(workspace, report, null, data));
        return result(workspace, id, result);
    }

    Page<ReportResult> results(long workspace, long report, int page, int size) {
        get(workspace, report);
        return db.page(
                        Stored.class,
                        page,
                        size,
                        "select id, report, data, created_at from report_result where workspace = ? and report = ? order by id desc",
                        workspace,
                        report)
                .map(this::shown);
    }

    ReportResult result(long workspace, long report, long id) {
        return db.find(
                        Stored.class,
                        "select id, report, data, created_at from report_result where workspace = ? and report = ? and id = ?",
                        workspace,
                        report,
                        id)
                .map(this::shown)
                .orElseThrow(() -> Problem.notFound("result"));
    }

    /** Makes and sends what is due. */
    void sendDue() {
        putRight();
        for (var due : db.list(
                Due.class, "select id, workspace, next_at from report where next_at <= ? order by next_at", db.now())) {
            try {
                send(due);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "report " + due.id + " could not be made", e); // the others shall not wait for it
            }
        }
    }

    /** The workspace's clocks may show another time from now on. */
    void reschedule(long workspace) {
        for (var report : db.list(
                SavedReport.class, "select * from report where workspace = ? and next_at is not null", workspace)) {
            var next = report.schedule().next(db.now(), report.hour(), scope.zone(workspace));
            db.run("update report set next_at = ? where id = ? and next_at > ?", next, report.id(), db.now());
        }
    }

    /** A time that is later than the next was planned before the clock was put back. */
    private void putRight() {
        var now = db.now();
        for (var report : db.list(Planned.class, "select * from report where next_at > ?", now)) {
            var next = report.schedule.next(now, report.hour, scope.zone(report.workspace));
            if (next != null && report.nextAt.isAfter(next)) {
                db.run("update report set next_at = ? where id = ? and next_at = ?", next, report.id, report.nextAt);
            }
        }
    }

    private void send(Due due) {
        var report = get(due.workspace, due.id);
        var zone = scope.zone(due.workspace);
        var data = data(due.workspace, report);
        db.inTransaction(() -> {
            var next = report.schedule().next(db.now(), report.hour(), zone);
            boolean mine =
                    db.run("update report set next_at = ? where id = ? and next_at = ?", next, due.id, due.nextAt) == 1;
            var day = LocalDate.ofInstant(due.nextAt, zone).toString();
            if (mine
                    && db.number("select count(*) from report_result where report = ? and run = ?", due.id, day) == 0) {
                long result = store(due.workspace, report, day, data);
                members(due.workspace).stream()
                        .filter(member -> report.recipients().contains(member.user()))
                        .forEach(member -> write(report, data, result, member));
            }
        });
    }

    /** Only who belongs to the workspace and has shown that the address is theirs is written to. */
    private void write(SavedReport report, ReportData data, long result, Member member) {
        var user = users.get(member.user());
        boolean proved = user.verifiedAt() != null;
        long letter = proved ? mailer.queue(new ReportLetter(report, data, result).to(user, mailer)) : 0;
        var why = !proved ? "This address was never confirmed." : letter == 0 ? "No mail server is set up." : "";
        db.run(
                "insert into report_letter (id, result, user, letter, why) values (?, ?, ?, ?, ?)",
                db.ids().next(),
                result,
                user.id(),
                letter,
                why);
    }

    private ReportData data(long workspace, SavedReport report) {
        var question = report.question();
        var present = scope.present(workspace, question.sites());
        var asked = question.ask(Scope.ids(present), scope.today(workspace), scope.zone(workspace));
        return ReportData.of(question, visits.report(asked, question.split()), scope.titles(workspace, present));
    }

    private long store(long workspace, SavedReport report, @Nullable String run, ReportData data) {
        long id = db.add("report_result", workspace, new Result(report.id(), run, data.from(), data.to(), data));
        db.run("""
            delete from report_result where report = ? and id not in
              (select id from report_result where report = ? order by id desc limit ?)""", report.id(), report.id(), KEPT);
        return id;
    }

    private ReportResult shown(Stored stored) {
        var sent = db
                .list(
                        Written.class,
                        "select user, letter, why from report_letter where result = ? order by id",
                        stored.id)
                .stream()
                .map(this::fate)
                .toList();
        return new ReportResult(stored.id, stored.report, stored.createdAt, stored.data, sent);
    }

    private ReportResult.SentReport fate(Written written) {
        var name = users.find(written.user).map(User::name).orElse("Somebody who left");
        if (written.letter == 0) {
            return new ReportResult.SentReport(written.user, name, "unsent", written.why);
        }
        // letters are forgotten a month after their end; most of them were sent
        return mailer.fate(written.letter)
                .map(fate -> new ReportResult.SentReport(
                        written.user, name, fate.state().word(), fate.reply()))
                .orElseGet(() -> new ReportResult.SentReport(
                        written.user, name, "unknown", "What became of it is kept for 30 days."));
    }

    private Row row(long workspace, ReportInput input) {
        var checked = input.checked(Scope.ids(scope.sites().all(workspace)), memberIds(workspace));
        var question = checked.question();
        if (question == null) {
            throw new IllegalStateException("checked above");
        }
        var next = checked.schedule().next(db.now(), checked.hour(), scope.zone(workspace));
        return new Row(
                String.valueOf(checked.name()), question, checked.schedule(), checked.hour(), checked.to(), next);
    }

    List<Member> members(long workspace) {
        return workspaces.members(workspace);
    }

    private Set<Long> memberIds(long workspace) {
        return members(workspace).stream().map(Member::user).collect(Collectors.toSet());
    }

    private record Row(
            String name,
            ReportQuestion question,
            Schedule schedule,
            int hour,
            List<Long> recipients,
            @Nullable Instant nextAt) {}

    private record Result(long report, @Nullable String run, String fromDay, String toDay, ReportData data) {}

    private record Stored(long id, long report, ReportData data, Instant createdAt) {}

    private record Due(long id, long workspace, Instant nextAt) {}

    private record Planned(long id, long workspace, Schedule schedule, int hour, Instant nextAt) {}

    private record Written(long user, long letter, String why) {}
}
