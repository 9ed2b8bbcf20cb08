/**
 * Mewayz, a creator's whole business in one process. This is the tour.
 *
 * <p><b>How it starts.</b> {@link com.mewayz.Main} sets what must be set first, {@code Cli} reads the command, and
 * {@link com.mewayz.App} makes every part, by hand, in the order in which it depends on the others; data of an earlier
 * version is brought up to date before it is opened. Then the port is
 * bound, the first account or the setup link is made, listeners and the timetable start, and {@code /up} answers 200.
 * Search opens after that.
 *
 * <p><b>How a request travels.</b> {@code platform.web.lane} answers a published page from ready bytes before the
 * request is parsed. Everything else goes through {@code platform.web}: the router finds the line of the table, the gate
 * finds the caller and the workspace and asks for the role, the proof asks that it was sent on purpose, and the line's
 * method does the work. What a user can get wrong is a {@link com.mewayz.platform.Problem}, rendered in one place.
 *
 * <p><b>How something happens.</b> A verb ({@code sites.publish(…)}) changes rows and publishes a fact in the same
 * transaction, on the database's one writer thread. When the transaction is on disk, the bus hands the fact to its
 * listeners, each in its own transaction and from its own place in the row. The facts are also the audit log.
 *
 * <p><b>Where things are.</b>
 *
 * <ul>
 *   <li>{@code facts}: what can happen. Public API.
 *   <li>{@code platform}: the only code that knows Helidon, SQLite, Pebble, Jackson, Lucene, Caffeine, Bouncy Castle.
 *   <li>{@code accounts}, {@code workspaces}, {@code contacts}, {@code media}, {@code traffic}: the foundation; any feature may call it.
 *   <li>{@code biosites}, {@code websites}: the first products. Later ones stand beside it and learn of each other through facts.
 *   <li>{@code analytics}, {@code audit}, {@code finder}, {@code onboarding}, {@code operations}, {@code demo}: the overview; it
 *       may read anyone and is called by no one.
 * </ul>
 *
 * <p>A feature is three folders of one name (main, resources, test), its facts, and one line in {@code App}.
 * {@code CONTRIBUTING.md} has the rules, and {@code ArchitectureTest} enforces them.
 */
@NullMarked
package com.mewayz;

import org.jspecify.annotations.NullMarked;
