package dev.weir.acquisition;

/**
 * A parameter by which an advertiser, a network or a mailer knows a click again, and what it says of where the click came from.
 *
 * @param parameter its name as the documentation of its owner spells it
 * @param campaign empty unless Google Analytics has a name for such clicks
 * @param rank of several in one URL the lowest counts
 * @param decisive whether it says more than a referrer does; else it counts only where there is none
 */
record ClickId(String parameter, String source, String medium, String campaign, int rank, boolean decisive) {}
