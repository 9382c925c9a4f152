package dev.weir.generator;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The log formats that can be generated. */
public enum Format {
    INGRESS_NGINX(false, true, true, true, IngressWriter::new),
    COMBINED(false, true, false, false, random -> new ClfWriter(ClfWriter.Variant.COMBINED)),
    VHOST_COMBINED(true, true, false, false, random -> new ClfWriter(ClfWriter.Variant.VHOST)),
    SEED(false, true, false, false, random -> new ClfWriter(ClfWriter.Variant.SEED)),
    NGINX_JSON(true, true, true, true, NginxJsonWriter::new),
    AWS_ALB(true, false, false, true, AlbWriter::new);

    private final boolean carriesSite;
    private final boolean carriesReferrer;
    private final boolean carriesRequestId;
    private final boolean carriesDuration;
    private final Function<SplittableRandom, LineWriter> writer;

    Format(
            boolean carriesSite,
            boolean carriesReferrer,
            boolean carriesRequestId,
            boolean carriesDuration,
            Function<SplittableRandom, LineWriter> writer) {
        this.carriesSite = carriesSite;
        this.carriesReferrer = carriesReferrer;
        this.carriesRequestId = carriesRequestId;
        this.carriesDuration = carriesDuration;
        this.writer = writer;
    }

    /** The format of that name, such as {@code ingress-nginx}. */
    public static Format named(String name) {
        Optional<Format> found = Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("Invalid format: " + name + ", must be one of "
                + Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "))));
    }

    /** The name that commands and manifests use. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether a line tells itself apart from every other one, so that a copy of it is recognised anywhere. */
    public boolean carriesRequestId() {
        return carriesRequestId;
    }

    /** Whether a line can tell how long a request took. */
    public boolean carriesDuration() {
        return carriesDuration;
    }

    LineWriter writer(SplittableRandom random) {
        return writer.apply(random);
    }

    /** The site that a line of this format names; null where it names none. */
    Site siteOf(Request request) {
        boolean named = carriesSite && !(this == AWS_ALB && request.isGarbage());
        return named ? request.site() : null;
    }

    String referrerHostOf(Request request) {
        return carriesReferrer ? request.referrer().host() : Referrer.NONE.host();
    }

    /** Whether the line tells how long this request took. */
    boolean hasDuration(Request request) {
        return carriesDuration && (this != AWS_ALB || AlbWriter.isAnsweredByTarget(request));
    }
}
