/**
 * What happened: one sealed interface per feature, records of ids and plain values, past tense.
 *
 * <p>Facts are public API: they feed the audit log, webhooks and automations. Add components, never rename one.
 */
@NullMarked
package com.mewayz.facts;

import org.jspecify.annotations.NullMarked;
