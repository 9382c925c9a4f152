package dev.weir.ledger;

import java.util.function.Supplier;

/** What is found out when it is first asked for, and then kept. */
final class Lazy<T> implements Supplier<T> {
    private Supplier<T> source;
    private T value;

    private Lazy(Supplier<T> source) {
        this.source = source;
    }

    static <T> Supplier<T> of(Supplier<T> source) {
        return new Lazy<>(source);
    }

    @Override
    public synchronized T get() {
        if (source != null) {
            value = source.get();
            source = null;
        }
        return value;
    }
}
