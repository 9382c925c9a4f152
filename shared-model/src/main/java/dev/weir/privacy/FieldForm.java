package dev.weir.privacy;

/** What a text is part of: it decides where values end, and whether names of parameters count. */
enum FieldForm {
    QUERY,
    PATH,
    URL,
    TEXT
}
