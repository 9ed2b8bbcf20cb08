package com.mewayz.platform.web;

/**
 * Where a request came from.
 *
 * @param address the visitor's address; a proxy's word is taken only from a trusted proxy
 * @param secure whether the visitor's connection is encrypted
 * @param base how the visitor reaches this server: scheme, host and port, without a slash at the end
 * @param id of this request, in the log and on error pages
 * @param site the site whose own host was asked for; 0 on the console's host
 */
public record Origin(String address, boolean secure, String base, String id, long site) {
    /** Tells browsers never to come without encryption again; sent wherever it is in use. */
    public static final String STRICT_TRANSPORT = "Strict-Transport-Security";

    public static final String FOR_A_YEAR = "max-age=31536000; includeSubDomains";

    /** Host and port as the visitor sees them. */
    public String host() {
        return base.substring(base.indexOf("://") + 3);
    }
}
