/** Outgoing mail: letters are stored first and sent by a job, and what the mail server said is kept. The one home of Jakarta Mail. */
@NullMarked
package com.mewayz.platform.mail;

import org.jspecify.annotations.NullMarked;
