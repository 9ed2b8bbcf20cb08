/** Certificates and their keys, chosen by the name a visitor asks for, while the server runs. */
@NullMarked
package com.mewayz.platform.tls;

import org.jspecify.annotations.NullMarked;
