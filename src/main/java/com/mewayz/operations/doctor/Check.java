package com.mewayz.operations.doctor;

import java.util.function.Supplier;

/**
 * One thing that is looked at.
 *
 * @param name what it is, in a word or two
 * @param look may take its time, and may fail: then it could not be checked
 */
record Check(String name, Supplier<Finding> look) {}
