package dev.weir.agent;

/** What a robot is there for. */
public enum BotKind {
    /** No robot: a person's browser or app. */
    NONE,
    /** Crawls for a search engine. */
    SEARCH,
    /** Crawls for what language models are trained on. */
    AI_TRAINING,
    /** Fetches a page because somebody asked an assistant for it. */
    AI_FETCH,
    /** Crawls for an index that assistants answer from. */
    AI_SEARCH,
    /** Looks whether a site is up, fast and valid. */
    MONITORING,
    /** Reads feeds, podcasts and news. */
    FEED,
    /** A program's HTTP library or tool, or a browser that a program drives. */
    LIBRARY,
    /** Looks for weaknesses, or surveys the network for security and research. */
    SCANNER,
    /** Makes the preview of a link that somebody shared. */
    SOCIAL,
    /** Crawls for search engine optimisers, marketing and sales. */
    SEO,
    /** Checks pages that show advertisements. */
    ADVERTISING,
    /** Keeps copies of sites. */
    ARCHIVE,
    /** Calls itself a robot, or nothing at all, and is not known. */
    UNKNOWN
}
