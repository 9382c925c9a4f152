package dev.weir.generator;

/**
 * How a visit begins.
 *
 * @param query what the link adds to the landing page; null where it adds nothing
 */
record Landing(Referrer referrer, String query) {
    private static final Referrer GOOGLE = new Referrer("https://www.google.com/", "www.google.com");
    private static final Landing[] CHOICES = {
        new Landing(GOOGLE, null),
        new Landing(Referrer.NONE, null),
        new Landing(GOOGLE, "gclid=EAIaIQobChMI0a-1example"),
        new Landing(Referrer.NONE, "utm_source=newsletter&utm_medium=email&utm_campaign=black-friday"),
        new Landing(new Referrer("https://www.bing.com/search?q=weir+kettle", "www.bing.com"), null),
        new Landing(new Referrer("https://duckduckgo.com/", "duckduckgo.com"), null),
        new Landing(
                new Referrer("https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example.com%2F", "l.facebook.com"),
                "utm_source=facebook&utm_medium=cpc&utm_campaign=autumn&fbclid=IwAR0example"),
        new Landing(new Referrer("https://t.co/aB3dE5", "t.co"), null),
        new Landing(new Referrer("https://news.ycombinator.com/item?id=40000001", "news.ycombinator.com"), null),
        new Landing(new Referrer("https://chatgpt.com/", "chatgpt.com"), "utm_source=chatgpt.com"),
        new Landing(new Referrer("https://www.reddit.com/r/selfhosted/", "www.reddit.com"), null),
        new Landing(new Referrer("https://Forum.Example.NET:8443/t/17", "forum.example.net"), null),
        new Landing(new Referrer("about:blank", "-"), null),
    };

    static Landing draw(Chance chance) {
        return chance.pickPopular(CHOICES);
    }
}
