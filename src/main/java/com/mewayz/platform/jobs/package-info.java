/** The timetable: jobs that run again and again, kept in the database so that a restart forgets nothing. */
@NullMarked
package com.mewayz.platform.jobs;

import org.jspecify.annotations.NullMarked;
