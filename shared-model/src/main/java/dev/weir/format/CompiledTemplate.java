package dev.weir.format;

/** A template as its matcher wants it: arrays, and how much it has in common with the templates tried before it. */
final class CompiledTemplate {
    final String name;
    final byte[][] literals;
    final Token[] tokens;
    final int required;
    final boolean open;
    final int[] shared;
    final int lastQuoted;

    /**
     * Compiles a template.
     *
     * @param name the name of its format
     * @param lastQuoted what {@link Template#lastQuoted} says
     * @param shared for each earlier template how many fields both begin with
     */
    CompiledTemplate(String name, Template template, int lastQuoted, int[] shared) {
        this.name = name;
        this.literals = template.literalBytes();
        this.tokens = template.tokens().toArray(Token[]::new);
        this.required = template.required();
        this.open = template.open();
        this.shared = shared;
        this.lastQuoted = lastQuoted;
    }
}
