package com.mewayz.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is no person from the lower-case User-Agent header. Words looked up with {@code contains} are faster than
 * a regular expression, and enough: whoever wants to pass for a browser can.
 */
final class Crawlers {
    /** A browser's header has a product, a system and an engine; what is shorter than this has not. */
    private static final int SHORTEST = 24;

    /** How real browsers begin, the ones of old phones included. */
    private static final List<String> BEGINNINGS =
            List.of("mozilla/", "opera/", "ucweb", "nokia", "blackberry", "samsung-");

    private static final List<String> PREVIEWS = words("""
            facebookexternalhit, facebookcatalog, facebot, twitterbot, linkedinbot, slackbot,
            slack-imgproxy, telegrambot, discordbot, skypeuripreview, snap url preview, pinterestbot,
            redditbot, vkshare, embedly, iframely, link preview, linkpreview, url preview, bitlybot,
            naverpreview, mastodon, misskey, pleroma, akkoma, lemmy, cardyb, kakaotalk-scrap, line-poker,
            googlemessages, mattermost, rocket.chat, zoombot, teamsbot, flipboardproxy, nuzzel,
            web preview, bingpreview, xing-contenttabreceiver, opengraph""");

    private static final List<String> CRAWLERS = words("""
            bot, crawl, spider, http://, https://, @, www., archiver, scraper, fetcher, indexer, checker,
            scan, audit, verify, resolver, finder, capture, imageproxy, agent, sitemaps, .com, .io/, [at],
            (at), electron/, monitor, validator, inspect,
            slurp, mediapartners, google favicon, google-, googleother, apis-google, feedfetcher,
            duplexweb, storebot, yandeximages, yandexmetrika, baidu-, sogou web, daumoa, daum/, teoma,
            ia_archiver, heritrix, wayback, nutch, mojeek, qwantify, yeti/, brandverity,
            gptbot, chatgpt, oai-search, claudebot, claude-, anthropic, perplexity, ccbot, bytespider,
            meta-external, cohere, diffbot, omgili, youbot, mistral, deepseek, timpi, webzio,
            semrush, ahrefs, mj12, screaming frog, sitebulb, dataforseo, rogerbot, seokicks, linkdex,
            linktiger, silktide, marketgoo, datanyze, sindup, scope3, newsai, newsnow, backlink,
            siteimprove, contentking, oncrawl, deepcrawl, netvibes, outbrain,
            uptime, pingdom, appinsights, dareboost, hotjar, rigor), testlocally, collapsify,
            splash version, readable/, playstore-google, httrack, indy library, statuscake, site24x7,
            newrelic, datadog, catchpoint, dynatrace, gtmetrix, lighthouse, pagespeed, webpagetest, ptst/,
            speedcurve, headless, phantomjs, slimerjs, selenium, puppeteer, playwright, cypress,
            electron-prerender, prerender, rendertron, cloudflare-,
            feedly, feedbin, newsblur, inoreader, feedparser, simplepie, magpierss, freshrss,
            tiny tiny rss, miniflux, netnewswire, feeddemon, rssowl, newsgator, theoldreader, bazqux,
            nmap, nikto, sqlmap, wpscan, nuclei, zgrab, masscan, censys, netcraft, expanse, shodan,
            internet-measurement, internetmeasurement, leakix, qualys, acunetix, nessus, burp, wfuzz,
            gobuster, dirbuster, openvas, hardenize, foregenix, securityheaders, watchtowr, fuzz,
            palo alto, gecko; compatible, gecko); compatible, manus-user, turingos, dlc/, feeder.co, abuse.,
            ylt chrome, fluid/""");

    private static final List<String> PROGRAMS = words("""
            curl, wget, python, java/, okhttp, axios, go-http, libwww, httpclient, http-client,
            node-fetch, node.js, undici, got (, postman, insomnia, ruby/, http.rb, php/, guzzle, perl/,
            scrapy, aiohttp, httpx, httpie, reqwest, hyper/, rest-client, restsharp, winhttp, cfnetwork,
            dalvik, apache-http, vert.x, ktor, faraday, typhoeus, mechanize, symfony, wordpress/, drupal,
            powershell, aria2, lwp::, snoopy, urllib, winget, libcurl, googleapis, grpc, dart:io, dart/""");

    /** Crawlers call themselves compatible and leave it at that; of the browsers, only Microsoft's did. */
    private static final String COMPATIBLE = "(compatible;";

    /** Phones whose maker's name looks like a robot's. */
    private static final String CUBOT = "cubot";

    private Crawlers() {}

    /** @return null for a person */
    static @Nullable Reason reason(String agent) {
        if (any(PREVIEWS, agent) || agent.startsWith("whatsapp/")) {
            return Reason.PREVIEW;
        }
        if (any(PROGRAMS, agent)) {
            return Reason.PROGRAM;
        }
        if (any(CRAWLERS, agent.contains(CUBOT) ? agent.replace(CUBOT, "") : agent)) {
            return Reason.CRAWLER;
        }
        if (agent.contains(COMPATIBLE) && !agent.contains("msie ") && !agent.contains("trident/")) {
            return Reason.CRAWLER;
        }
        return agent.length() < SHORTEST || BEGINNINGS.stream().noneMatch(agent::startsWith) ? Reason.PROGRAM : null;
    }

    private static List<String> words(String text) {
        return List.of(text.split(",\\s+"));
    }

    private static boolean any(List<String> words, String agent) {
        for (var word : words) {
            if (agent.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
