package com.mewayz.platform.files;

/**
 * A file as a form brought it.
 *
 * @param field the name of the form field
 * @param name what the sender calls the file, without folders and control characters: to show, never to store under
 * @param type what the sender says it is; hearsay
 */
@SuppressWarnings("ArrayRecordComponent") // files are passed on, never compared
public record FormFile(String field, String name, String type, byte[] bytes) {}
