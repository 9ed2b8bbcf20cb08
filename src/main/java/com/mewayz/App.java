package com.mewayz;

import com.mewayz.accounts.Accounts;
import com.mewayz.accounts.Identification;
import com.mewayz.analytics.Analytics;
import com.mewayz.analytics.Reading;
import com.mewayz.apitokens.ApiAccess;
import com.mewayz.apitokens.ApiTokens;
import com.mewayz.audit.Audit;
import com.mewayz.biosites.BioSites;
import com.mewayz.biosites.BuilderPages;
import com.mewayz.biosites.PublicPages;
import com.mewayz.biosites.PublishedPages;
import com.mewayz.biosites.domains.SiteDomains;
import com.mewayz.contacts.Consents;
import com.mewayz.contacts.ContactBook;
import com.mewayz.contacts.Contacts;
import com.mewayz.contacts.Messages;
import com.mewayz.demo.Demo;
import com.mewayz.demo.Timeline;
import com.mewayz.finder.Finder;
import com.mewayz.media.Media;
import com.mewayz.media.MediaFiles;
import com.mewayz.onboarding.Draft;
import com.mewayz.onboarding.InvitationPages;
import com.mewayz.onboarding.Onboarding;
import com.mewayz.onboarding.Today;
import com.mewayz.onboarding.Wizard;
import com.mewayz.operations.Notice;
import com.mewayz.operations.Operations;
import com.mewayz.operations.backups.Backups;
import com.mewayz.operations.certificates.Encryption;
import com.mewayz.operations.flags.FlagPages;
import com.mewayz.operations.flags.Flags;
import com.mewayz.operations.logs.Logging;
import com.mewayz.platform.Feature;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.cache.PageCache;
import com.mewayz.platform.config.Settings;
import com.mewayz.platform.crypto.Passwords;
import com.mewayz.platform.crypto.Tokens;
import com.mewayz.platform.db.Db;
import com.mewayz.platform.files.Images;
import com.mewayz.platform.files.LocalFiles;
import com.mewayz.platform.jobs.Jobs;
import com.mewayz.platform.mail.MailSettings;
import com.mewayz.platform.mail.Mailer;
import com.mewayz.platform.pages.PageFunction;
import com.mewayz.platform.pages.Templates;
import com.mewayz.platform.pages.ThemeFiles;
import com.mewayz.platform.pages.Themes;
import com.mewayz.platform.search.Search;
import com.mewayz.platform.tls.HostKeys;
import com.mewayz.platform.web.Ability;
import com.mewayz.platform.web.Assets;
import com.mewayz.platform.web.Origins;
import com.mewayz.platform.web.Reference;
import com.mewayz.platform.web.Views;
import com.mewayz.platform.web.Web;
import com.mewayz.platform.web.lane.Door;
import com.mewayz.traffic.Period;
import com.mewayz.traffic.Traffic;
import com.mewayz.traffic.Visits;
import com.mewayz.websites.Beacons;
import com.mewayz.websites.Elsewhere;
import com.mewayz.websites.Websites;
import com.mewayz.workspaces.MemberPages;
import com.mewayz.workspaces.Person;
import com.mewayz.workspaces.Teams;
import com.mewayz.workspaces.WorkspacePages;
import com.mewayz.workspaces.Workspaces;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The whole program: every part is made here, by hand, in the order in which it depends on the others. */
public final class App implements AutoCloseable {

    private static final long PAGES = 16 << 20;

    private final Settings settings;
    private final Ground ground;
    private final Db db;
    private final Bus bus;
    private final Jobs jobs;
    private final Mailer mailer;
    private final Accounts accounts;
    private final Identification identification;
    private final Workspaces workspaces;
    private final Teams teams;
    private final ApiTokens apiTokens;
    private final Contacts contacts;
    private final Images images;
    private final Traffic traffic;
    private final Templates templates;
    private final BioSites bioSites;
    private final SiteDomains siteDomains;
    private final Encryption encryption;
    private final Operations operations;
    private final Logging logging;
    private final Websites websites;
    private final Optional<Demo> demo;
    private final Finder finder;
    private final Reading figures;
    private final Backups backups;
    private final Web web;
    private final Ending ending;
    private Optional<String> setupToken = Optional.empty();

    public App(Settings settings, Clock world, Passwords.Cost cost) {
        this(settings, world, cost, () -> {});
    }

    /**
     * @param world the time that goes by, whatever time it is for a demo that lives through its past
     * @param again asked for when a restore is ready to be put in place: close this and start another
     */
    public App(Settings settings, Clock world, Passwords.Cost cost, Runnable again) {
        this.settings = settings;
        Web.warmUp();
        var places = Geography.of(settings);
        var timeline = new Timeline(world);
        var clock = settings.demo() ? timeline : world;
        ground = new Ground(settings, clock);
        db = ground.db;
        bus = ground.bus;
        jobs = ground.jobs;
        var random = ground.random;
        var secrets = ground.secrets;
        var hostKeys = new HostKeys();
        var siteHosts = Encrypted.table(this, settings, hostKeys);
        var origins = new Origins(settings, siteHosts);
        var assets = new Assets();
        var tokens = new Tokens(random);
        var themeFiles = ThemeFiles.over(ThemeFiles.folder(settings.data().resolve("themes")), ThemeFiles.builtIn());
        var themes = Themes.load(themeFiles);
        templates = new Templates(themeFiles, List.of(asset(assets)), List.of());
        var flags = new Flags(db, bus);
        var views = new Views(templates::render, call -> Chrome.of(call, this::notices, flags));

        mailer = new Mailer(
                db,
                clock,
                new MailSettings(db, settings, secrets, () -> Banner.address(settings, port())),
                secrets,
                templates::render,
                () -> jobs.soon(Operations.SEND_LETTERS));
        var passwords = new Passwords(random, ground.workers, cost);
        accounts = new Accounts(
                db,
                bus,
                clock,
                passwords,
                tokens,
                secrets,
                mailer,
                settings.openRegistration(),
                () -> jobs.soon(Accounts.ANSWER_RESETS));
        identification = new Identification(
                accounts, new Identification.Parts(db, bus, clock, tokens, secrets, ground.oidc, mailer, views));
        workspaces = new Workspaces(db, bus);
        teams = new Teams(db, bus, clock, tokens, mailer, workspaces, this::person);
        apiTokens = new ApiTokens(db, bus, clock, tokens, this::abilities);
        var search = new Search(settings.data().resolve("index"));
        contacts = new Contacts(
                db, bus, clock, (workspace, words, most) -> search.subjects(workspace, Finder.CONTACT, words, most));
        var consents = new Consents(db, bus, clock, tokens, mailer::queue);
        var messages = new Messages(db, bus, contacts);
        images = new Images();
        var files = new MediaFiles(db, new LocalFiles(settings.data().resolve("files")), images);
        traffic = new Traffic(ground.trafficDb, clock, random, places, this::zoneOfSite);
        var visits = new SiteVisits(traffic, origins);
        var publicPages = new PublicPages(templates, themes);
        var published = new PublishedPages(new PageCache(clock, PAGES), settings.baseUrl(), siteHosts, visits);
        var people = new BioSites.People(contacts, consents, messages, tokens, mailer::ready);
        bioSites = new BioSites(
                db, bus, clock, files, themes, publicPages, siteHosts, published, visits, people, settings.demo());
        siteDomains = new SiteDomains(
                ground.world(settings, this::certificate),
                db,
                bus,
                clock,
                bioSites,
                siteHosts,
                published,
                tokens,
                views);
        websites = new Websites(db, bus, clock);
        var audit = new Audit(db, bus, accounts.users(), workspaces, views, clock);
        var reading = new Visits(ground.trafficDb, clock);
        var today = new Today(workspaces, bioSites, reading, audit::latest, clock, views);
        var wizard = new Wizard(workspaces, bioSites, themes, new Draft(publicPages), views);
        finder = new Finder(search, bioSites, contacts, bus, views);
        var directory = new SiteDirectory(bioSites, websites, workspaces);
        figures = DeskOfFigures.of(
                this, clock, ground.trafficDb, directory, new DeskOfFigures.Locks(random, secrets, passwords), views);

        encryption = Encrypted.of(this, settings, clock, secrets, siteHosts, hostKeys, published, views);

        backups = Archives.of(this, ground, settings, clock, views, again);

        demo = settings.demo()
                ? Optional.of(new Demo(
                        new Demo.Parts(
                                db,
                                bus,
                                accounts,
                                workspaces,
                                files,
                                bioSites,
                                traffic,
                                new Demo.People(contacts, consents, messages)),
                        timeline))
                : Optional.empty();

        var vitals = new Vitals(this, settings, world, random, ground.trafficDb);
        operations = vitals.operations(views);
        logging = vitals.logging(views);
        web = new Web(origins, world, new House(accounts, apiTokens, workspaces, flags), views, assets, published);
        for (Feature feature : List.of(
                accounts,
                identification,
                workspaces,
                teams,
                new ApiAccess(apiTokens, accounts.users(), workspaces, clock, views),
                new Media(files),
                traffic,
                bioSites,
                siteDomains,
                new ContactBook(contacts, consents, messages, db, bus, workspaces, clock, jobs::soon, views),
                encryption,
                audit,
                OwnData.of(this, apiTokens, views),
                finder,
                new Analytics(reading, directory, bus.facts(), views, clock),
                figures,
                new Elsewhere(websites, new Beacons(websites, traffic), assets, views),
                new Onboarding(accounts.users(), wizard, today, new InvitationPages(teams.offers(), accounts, views)),
                operations,
                logging,
                backups,
                vitals.health(backups),
                vitals.status(views),
                new FlagPages(db, flags, views),
                vitals.doctor(views))) {
            feature.api(web.api());
            feature.pages(web.pages());
            feature.listen(bus);
            feature.jobs(jobs);
        }
        new Reference(Version.text(), web::routes, views).mount(web.api(), web.pages());
        accounts.pages(views, identification).mount(web.pages());
        BuilderPages.Audience audience =
                (sites, zone) -> SiteDirectory.viewed(reading, sites, Period.last(30, zone, clock));
        new BuilderPages(bioSites, files, themes, workspaces, clock, views, audience).mount(web.pages());
        new WorkspacePages(workspaces, teams, accounts.signIns()::workIn, views).mount(web.pages());
        new MemberPages(teams, views).mount(web.pages());
        ending = new Ending(
                web,
                List.of(encryption::end, jobs::close, backups::close, mailer::close),
                List.of(bus::close, traffic::close, finder::close, images::close, logging::close, ground::close));
    }

    /** Binds the port and starts what runs by itself. */
    public void start() {
        try {
            Encrypted.start(web, settings, encryption);
            demo.ifPresentOrElse(it -> it.prepare(settings.data()), () -> Demo.refuse(db, settings.data()));
            DataFolder.remember(settings, web.port());
            FirstAdmin.make(settings, accounts, bus);
        } catch (RuntimeException e) {
            Door.closeAll();
            close();
            throw e;
        }
        if (accounts.users().none()) {
            setupToken = Optional.of(accounts.setupLinks().create());
        }
        mailer.recover();
        figures.recover();
        backups.recover();
        siteDomains.recover();
        web.ready();
        bus.start();
        traffic.start();
        jobs.start();
        encryption.begin();
        finder.start();
    }

    /** What whoever runs the server should know on every page. */
    private List<Notice> notices() {
        return Vitals.notices(backups, encryption, operations, logging);
    }

    private String certificate(String host) {
        return encryption.words(host);
    }

    public Settings settings() {
        return settings;
    }

    public int port() {
        return web.port();
    }

    public Accounts accounts() {
        return accounts;
    }

    public Mailer mailer() {
        return mailer;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public Teams teams() {
        return teams;
    }

    public BioSites bioSites() {
        return bioSites;
    }

    /** What fills this program, if it is a demo. */
    public Optional<Demo> demo() {
        return demo;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Websites websites() {
        return websites;
    }

    public Finder finder() {
        return finder;
    }

    public Web web() {
        return web;
    }

    public Templates templates() {
        return templates;
    }

    public Bus bus() {
        return bus;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Db db() {
        return db;
    }

    /** The setup link's token, on a server without accounts. */
    public Optional<String> setupToken() {
        return setupToken;
    }

    /** Also after a start that failed, and twice: by whoever started it, and by the signal that ends the process. */
    @Override
    public void close() {
        ending.close();
    }

    /** The end in its steps, for whoever has time for it. */
    Ending ending() {
        return ending;
    }

    private static PageFunction asset(Assets assets) {
        return PageFunction.of("asset", List.of("name"), given -> assets.address(String.valueOf(given.get("name"))));
    }

    private Set<String> abilities() {
        return Ability.names(web.routes());
    }

    private ZoneId zoneOfSite(long site) {
        return SiteDirectory.zone(bioSites, websites, workspaces, site);
    }

    private Person person(long user) {
        var found = accounts.users().get(user);
        return new Person(found.email(), found.verifiedAt() != null);
    }
}
