/**
 * Hosts of their own for sites: what has to stand in the DNS, whether it does, and which site stands on which host. Only
 * a name that leads here, by the DNS and by a request that reached us, is served.
 */
@NullMarked
package com.mewayz.biosites.domains;

import org.jspecify.annotations.NullMarked;
