/**
 * Certificates of the console's host and of the domains of sites, got and renewed by ACME. Emits
 * {@code CertificateIssued} and {@code CertificateFailed}; called by no one.
 */
@NullMarked
package com.mewayz.operations.certificates;

import org.jspecify.annotations.NullMarked;
