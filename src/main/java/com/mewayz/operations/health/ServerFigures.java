package com.mewayz.operations.health;

import static com.mewayz.operations.health.Exposition.Kind.COUNTER;
import static com.mewayz.operations.health.Exposition.Kind.GAUGE;
import static com.mewayz.operations.health.Exposition.Kind.HISTOGRAM;
import static com.mewayz.operations.health.Exposition.Kind.SUMMARY;

import com.mewayz.platform.service.Proc;
import com.mewayz.platform.web.RouteFigures;
import com.mewayz.platform.web.WebFigures;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Figures of the process: requests, memory, threads, descriptors. None of them needs the database. */
final class ServerFigures {
    private final String version;
    private final Proc proc;

    ServerFigures(String version, Proc proc) {
        this.version = version;
        this.proc = proc;
    }

    void write(WebFigures web, Exposition out) {
        out.family(GAUGE, "mewayz_build_info", "The version that runs; always 1.")
                .sample(1, "version", version, "java", System.getProperty("java.version"));
        requests(web.requests(), out);
        out.only(GAUGE, "mewayz_http_requests_in_flight", "Requests without an answer yet.", web.inFlight());
        out.only(
                COUNTER,
                "mewayz_http_ready_pages_total",
                "Public pages that were answered ready-made, past the router; they are in no other figure of requests.",
                web.readyPages());
        out.only(GAUGE, "mewayz_http_connections", "Open connections.", web.connections());
        out.only(COUNTER, "mewayz_http_connections_accepted_total", "Connections so far.", web.accepted());
        out.only(
                COUNTER,
                "mewayz_http_connections_refused_total",
                "Connections closed at once because there were too many.",
                web.refused());
        out.only(
                GAUGE,
                "mewayz_http_connections_waiting",
                "Open connections on which no request is under way.",
                web.waiting());
        out.only(
                COUNTER,
                "mewayz_http_connections_displaced_total",
                "Connections closed while they waited, because every place was taken and a newcomer came.",
                web.displaced());
        process(out);
        memory(out);
        threads(out);
    }

    private static void requests(List<RouteFigures> all, Exposition out) {
        out.family(
                COUNTER, "mewayz_http_requests_total", "Requests by method, route and class of the answer's status.");
        for (var each : all) {
            for (int digit = 0; digit < each.statuses().size(); digit++) {
                if (each.statuses().get(digit) > 0) {
                    out.sample(
                            each.statuses().get(digit),
                            "method",
                            each.method(),
                            "route",
                            each.route(),
                            "status",
                            digit + "xx");
                }
            }
        }
        out.family(
                HISTOGRAM,
                "mewayz_http_request_duration_seconds",
                "Time from the head of a request to the end of its answer.");
        all.forEach(each -> histogram(each, out));
    }

    private static void histogram(RouteFigures each, Exposition out) {
        long sum = 0;
        for (int i = 0; i < each.buckets().size(); i++) {
            sum += each.buckets().get(i);
            var bound = i < RouteFigures.BOUNDS.size() ? String.valueOf(RouteFigures.BOUNDS.get(i)) : "+Inf";
            out.part("_bucket", sum, "method", each.method(), "route", each.route(), "le", bound);
        }
        out.part("_sum", seconds(each.took()), "method", each.method(), "route", each.route());
        out.part("_count", sum, "method", each.method(), "route", each.route());
    }

    private void process(Exposition out) {
        var info = ProcessHandle.current().info();
        info.startInstant()
                .ifPresent(at -> out.only(
                        GAUGE,
                        "process_start_time_seconds",
                        "When the process started, in seconds since 1970.",
                        at.toEpochMilli() / 1000.0));
        info.totalCpuDuration()
                .ifPresent(time ->
                        out.only(COUNTER, "process_cpu_seconds_total", "Processor time that was used.", seconds(time)));
        proc.openFiles().ifPresent(count -> out.only(GAUGE, "process_open_fds", "Open files and connections.", count));
        proc.mostOpenFiles().ifPresent(count -> out.only(GAUGE, "process_max_fds", "How many may be open.", count));
        proc.residentBytes()
                .ifPresent(bytes -> out.only(
                        GAUGE, "process_resident_memory_bytes", "Memory of the machine that is in use.", bytes));
    }

    private static void memory(Exposition out) {
        var bean = ManagementFactory.getMemoryMXBean();
        var areas = Map.of("heap", bean.getHeapMemoryUsage(), "nonheap", bean.getNonHeapMemoryUsage());
        out.family(GAUGE, "jvm_memory_used_bytes", "Memory of the JVM in use.");
        areas.forEach((area, usage) -> out.sample(usage.getUsed(), "area", area));
        out.family(GAUGE, "jvm_memory_committed_bytes", "Memory that the JVM holds.");
        areas.forEach((area, usage) -> out.sample(usage.getCommitted(), "area", area));
        out.family(GAUGE, "jvm_memory_max_bytes", "The most memory the JVM will take; -1 for no limit.");
        areas.forEach((area, usage) -> out.sample(usage.getMax(), "area", area));
        out.family(SUMMARY, "jvm_gc_collection_seconds", "Garbage collections.");
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.part("_count", Math.max(0, collector.getCollectionCount()), "gc", collector.getName());
            out.part("_sum", Math.max(0, collector.getCollectionTime()) / 1000.0, "gc", collector.getName());
        }
    }

    private static void threads(Exposition out) {
        var bean = ManagementFactory.getThreadMXBean();
        out.only(
                GAUGE,
                "jvm_threads_current",
                "Threads of the system; virtual ones are not among them.",
                bean.getThreadCount());
        out.only(GAUGE, "jvm_threads_daemon", "Of these, daemons.", bean.getDaemonThreadCount());
        out.only(GAUGE, "jvm_threads_peak", "The most there were.", bean.getPeakThreadCount());
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
