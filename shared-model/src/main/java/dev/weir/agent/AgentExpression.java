package dev.weir.agent;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * One expression of uap-core and what it makes of an agent that it matches
 * (<a href="https://github.com/ua-parser/uap-core/blob/master/docs/specification.md">uap-core's specification</a>). It is
 * compiled when it is first tried: most never are. RE2, so linear in the agent.
 */
final class AgentExpression {
    private final String source;
    private final String[] templates;
    private volatile Pattern pattern;

    /**
     * An expression.
     *
     * @param source in RE2's syntax
     * @param defaults how many templates stand for the group of their own place if they are empty
     * @param templates the texts of the result, with {@code $1} to {@code $9} for groups
     */
    AgentExpression(String source, int defaults, String... templates) {
        this.source = source;
        this.templates = templates.clone();
        for (int i = 0; i < defaults; i++) {
            this.templates[i] = templates[i].isEmpty() ? "$" + (i + 1) : templates[i];
        }
    }

    /** The texts, empty where there is none; null if the expression does not match. */
    String[] match(String agent) {
        Matcher matcher = compiled().matcher(agent);
        if (!matcher.find()) {
            return null;
        }
        String[] texts = new String[templates.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = filled(templates[i], matcher);
        }
        return texts;
    }

    private Pattern compiled() {
        Pattern known = pattern;
        if (known == null) {
            known = Pattern.compile(source);
            pattern = known;
        }
        return known;
    }

    private static String filled(String template, Matcher matcher) {
        if (template.indexOf('$') < 0) {
            return template;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            int group = c == '$' && at + 1 < template.length() ? template.charAt(at + 1) - '0' : 0;
            if (group >= 1 && group <= 9) {
                String text = group <= matcher.groupCount() ? matcher.group(group) : null;
                out.append(text == null ? "" : text);
                at += 2;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }
}
