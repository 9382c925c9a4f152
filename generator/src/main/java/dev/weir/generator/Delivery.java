package dev.weir.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts the lines into files and brings these in the order of arrival: initial, late and redelivered ones. */
final class Delivery {
    private static final int FILES_BEFORE_REDELIVERY = 2;

    private final Outlet outlet;
    private final FilePlan plan;
    private final Lateness lateness;
    private final GeneratorOptions options;
    private final List<GeneratedLogs.LogFile> arrived = new ArrayList<>();
    private final List<Redelivery> redeliveries = new ArrayList<>();
    private final OpenFile[] late;
    private final DayCounts accepted;
    private final DayCounts duplicates;
    private final DayCounts lateAccepted;
    private OpenFile current;
    private int number;
    private int nextLate;

    Delivery(Outlet outlet, FilePlan plan, Lateness lateness, GeneratorOptions options) throws IOException {
        this.outlet = outlet;
        this.plan = plan;
        this.lateness = lateness;
        this.options = options;
        this.late = new OpenFile[options.days()];
        this.accepted = new DayCounts(options);
        this.duplicates = new DayCounts(options);
        this.lateAccepted = new DayCounts(options);
        open();
    }

    /** The file that lines go to now. */
    OpenFile current() {
        return current;
    }

    /** Whether the current file may hold nothing but good lines, each once. */
    boolean isCopied() {
        return plan.isCopied(number);
    }

    /** The file that holds what is late of the day of that time. */
    OpenFile late(long time) {
        int day = lateness.day(time);
        if (late[day] == null) {
            late[day] = OpenFile.heldBack(String.format("logs/late-%03d.log", day), options);
        }
        return late[day];
    }

    /** Begins the next file if the current one is full. */
    void advance(long now) throws IOException {
        if (current.lines() >= plan.lines(number)) {
            close();
            arriveRedelivered(number);
            arriveLate(now);
            number++;
            open();
        }
    }

    GeneratedLogs finish() throws IOException {
        close();
        arriveRedelivered(Integer.MAX_VALUE);
        arriveLate(Long.MAX_VALUE);
        List<GeneratedLogs.DayTotals> perDay = accepted.days()
                .mapToObj(day -> new GeneratedLogs.DayTotals(
                        accepted.date(day), accepted.at(day), duplicates.at(day), lateAccepted.at(day)))
                .toList();
        long rejected =
                arrived.stream().mapToLong(GeneratedLogs.LogFile::rejected).sum();
        long lines = arrived.stream().mapToLong(GeneratedLogs.LogFile::lines).sum();
        GeneratedLogs.Totals totals = new GeneratedLogs.Totals(lines, accepted.sum(), duplicates.sum(), rejected);
        return GeneratedLogs.of(options, totals, perDay, arrived);
    }

    private void open() throws IOException {
        String name = plan.name(number);
        OutputStream out = outlet.open(name);
        current = isCopied() ? OpenFile.copied(name, out, options) : OpenFile.plain(name, out, options);
    }

    private void close() throws IOException {
        arrived.add(current.close());
        accepted.addAll(current.accepted());
        duplicates.addAll(current.duplicates());
        if (isCopied()) {
            redeliveries.add(new Redelivery(current, number + FILES_BEFORE_REDELIVERY));
        }
    }

    private void arriveRedelivered(int after) throws IOException {
        for (Redelivery redelivery : List.copyOf(redeliveries)) {
            if (redelivery.due <= after) {
                OpenFile file = redelivery.file;
                String name = file.name().replace(".log", ".redelivered.log");
                write(name, file);
                arrived.add(new GeneratedLogs.LogFile(
                        name, GeneratedLogs.Role.REDELIVERED, file.lines(), 0, file.lines(), 0));
                duplicates.addAll(file.accepted());
                redeliveries.remove(redelivery);
            }
        }
    }

    private void arriveLate(long now) throws IOException {
        while (nextLate < late.length && lateness.dayEnd(nextLate) <= now) {
            OpenFile file = late[nextLate++];
            if (file != null) {
                write(file.name(), file);
                arrived.add(file.close());
                accepted.addAll(file.accepted());
                lateAccepted.addAll(file.accepted());
                duplicates.addAll(file.duplicates());
            }
        }
    }

    private void write(String name, OpenFile file) throws IOException {
        try (OutputStream out = outlet.open(name)) {
            file.copy().writeTo(out);
        }
    }

    /** @param due the number of the file after which the copy arrives */
    private record Redelivery(OpenFile file, int due) {}
}
