/** Gets certificates from an authority by ACME (RFC 8555). Nothing of it is loaded before the first is asked for. */
@NullMarked
package com.mewayz.platform.acme;

import org.jspecify.annotations.NullMarked;
