/**
 * The people a workspace knows: one contact a person, whoever met them first, be it a visitor, a buyer, a student or a
 * reader. Any feature may call it.
 *
 * <p>{@link com.mewayz.contacts.Contacts} has who they are, {@link com.mewayz.contacts.Consents} what they agreed to, with
 * the proof, and whom nobody may write to; {@link com.mewayz.contacts.Messages} what they wrote. Its facts are
 * {@link com.mewayz.facts.ContactFact}. They name a contact by its id and hold nothing of the person, so that erasing the
 * person leaves nothing behind in them.
 */
@NullMarked
package com.mewayz.contacts;

import org.jspecify.annotations.NullMarked;
