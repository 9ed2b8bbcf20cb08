package com.mewayz.biosites.domains;

import static com.mewayz.platform.web.Role.ADMIN;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.PublishedPages;
import com.mewayz.facts.SiteFact.SiteDeleted;
import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.http.Outgoing;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import com.mewayz.platform.web.Views;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Domains of sites: adding one, checking it, choosing it, and what is entered at the registrar for it. */
public final class SiteDomains implements Feature {
    private final DomainTable table;
    private final ServerAddresses server;
    private final UnaryOperator<String> certificates;
    private final Echo echo;
    private final Domains domains;
    private final DomainPages pages;

    public SiteDomains(
            World world,
            Db db,
            Bus bus,
            Clock clock,
            BioSites sites,
            DomainTable table,
            PublishedPages published,
            Tokens tokens,
            Views views) {
        this.table = table;
        certificates = world.certificates;
        server = new ServerAddresses(world.dns, clock, world.settings.baseUrl());
        echo = new Echo(tokens, host -> host.equals(server.host()) || table.at(host) != null);
        domains = new Domains(
                db,
                bus,
                clock,
                sites.sites(),
                new Domains.Parts(
                        table,
                        published,
                        new Inspection(world.dns, world.outgoing, server, echo),
                        server,
                        tokens,
                        name -> world.probe(name, table.base(name)),
                        world.settings.openRegistration(),
                        world.settings.aliases()));
        pages = new DomainPages(sites.sites(), domains, this::told, clock, views);
    }

    /** Before anybody is answered, and once the port is known. */
    public void recover() {
        table.reload();
    }

    @Override
    public void pages(Pages pages) {
        echo.mount(pages);
        this.pages.mount(pages);
    }

    @Override
    public void api(Api api) {
        var path = "/bio-sites/{site}/domains";
        api.get(
                path,
                VIEWER,
                Domain[].class,
                "Domains of a site",
                c -> domains.all(c.workspace(), site(c)).stream()
                        .map(this::told)
                        .toList());
        api.post(
                path,
                ADMIN,
                DomainInput.class,
                Domain.class,
                "Add a domain; it is served once it leads here",
                (c, input) -> told(domains.add(c.workspace(), c.user(), site(c), input)));
        api.get(
                path + "/{domain}",
                VIEWER,
                Domain.class,
                "A domain, and what has to stand in the DNS for it",
                c -> told(domains.get(c.workspace(), site(c), domain(c))));
        api.delete(
                path + "/{domain}",
                ADMIN,
                "Remove a domain",
                c -> domains.remove(c.workspace(), c.user(), site(c), domain(c)));
        api.post(
                path + "/{domain}/checks",
                ADMIN,
                Domain.class,
                "Look now where a domain leads",
                c -> told(domains.check(c.workspace(), site(c), domain(c))));
        api.post(
                path + "/{domain}/choice",
                ADMIN,
                Domain.class,
                "Make a verified domain the site's address; the others lead to it",
                c -> told(domains.choose(c.workspace(), c.user(), site(c), domain(c))));
    }

    @Override
    public void listen(Bus bus) {
        bus.on("domains-site-deleted", SiteDeleted.class, fact -> table.reload());
        bus.on("domains-workspace-deleted", WorkspaceDeleted.class, fact -> table.reload());
    }

    @Override
    public void jobs(Jobs jobs) {
        jobs.every(Duration.ofMinutes(5), "check-domains", "Looks whether domains lead here.", domains::checkDue);
    }

    private Domain told(DomainRow row) {
        return new Domain(
                row.id(),
                row.name(),
                DomainName.shown(row.name()),
                row.state(),
                row.reason(),
                row.state() == DomainRow.State.VERIFIED ? certificates.apply(row.name()) : "",
                row.state() == DomainRow.State.VERIFIED && table.isCurrent(row.site(), row.name()),
                table.base(row.name()) + "/",
                records(row),
                row.checkedAt(),
                row.verifiedAt(),
                row.createdAt());
    }

    private List<Domain.Entry> records(DomainRow row) {
        var records = new ArrayList<Domain.Entry>();
        for (var address : server.all()) {
            var type = address.indexOf(':') < 0 ? "A" : "AAAA";
            records.add(new Domain.Entry(Domain.Purpose.ADDRESS, type, row.name(), address));
        }
        if (!server.host().isEmpty()) {
            records.add(new Domain.Entry(Domain.Purpose.ALIAS, "CNAME", row.name(), server.host()));
        }
        if (domains.asksForProof(row)) {
            records.add(new Domain.Entry(
                    Domain.Purpose.PROOF, "TXT", Inspection.LABEL + row.name(), Inspection.PROOF + row.proof()));
        }
        return records;
    }

    private static long site(Call call) {
        return call.id("site");
    }

    private static long domain(Call call) {
        return call.id("domain");
    }

    /**
     * What domains are checked against.
     *
     * @param certificates how it stands with a name's certificate, in words; empty if that is nobody's business here
     */
    public record World(Settings settings, Dns dns, Outgoing outgoing, UnaryOperator<String> certificates) {
        /** Where a name is asked whether it leads here: without encryption, for there may be no certificate yet. */
        String probe(String name, String base) {
            var port = settings.https() ? settings.port() : URI.create(base).getPort();
            return settings.https() || port < 0 ? "http://" + name + (port < 0 || port == 80 ? "" : ":" + port) : base;
        }
    }
}
