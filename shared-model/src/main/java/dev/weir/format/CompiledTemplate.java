package dev.weir.format;

/** A template as its matcher wants it: arrays, and how much it has in common with the templates tried before it. */
final class CompiledTemplate {
    final String name;
    final byte[][] literals;
    final Token[] tokens;
    final int required;
    final boolean open;
    final int[] shared;
    /** The index of the field that is the last one in quotes, and has others behind it; negative if there is none. */
    final int lastQuoted;

    /**
     * Compiles a template.
     *
     * @param name the name of its format
     * @param shared for each earlier template how many fields both begin with
     */
    CompiledTemplate(String name, Template template, int[] shared) {
        this.name = name;
        this.literals = template.literalBytes();
        this.tokens = template.tokens().toArray(Token[]::new);
        this.required = template.required();
        this.open = template.open();
        this.shared = shared;
        int behind = tokens.length;
        while (behind > 0 && template.literals().get(behind).indexOf('"') < 0) {
            behind--;
        }
        boolean followed =
                behind < tokens.length && template.literals().get(behind).startsWith("\"");
        this.lastQuoted = followed ? behind - 1 : -1;
    }
}
